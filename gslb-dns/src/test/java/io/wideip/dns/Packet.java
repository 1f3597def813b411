package io.wideip.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a DNS message octet by octet, so that it can be as wrong as a test needs. */
public final class Packet {
    private static final int ID = 0x1234;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A header with these flags and counts. */
    public static Packet header(int flags, int questions, int answers, int authorities, int additionals) {
        return new Packet()
                .u16(ID)
                .u16(flags)
                .u16(questions)
                .u16(answers)
                .u16(authorities)
                .u16(additionals);
    }

    /** A query for a name and type in class IN, with so many additional records to follow. */
    public static Packet query(String name, int type, int additionals) {
        return header(0x0100, 1, 0, 0, additionals).name(name).u16(type).u16(1);
    }

    /** The fixed part of a PROXY header, version 2. */
    public static Packet proxy(int versionAndCommand, int familyAndTransport, int length) {
        return new Packet()
                .octets(new byte[] {0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a})
                .u8(versionAndCommand)
                .u8(familyAndTransport)
                .u16(length);
    }

    /** A name as {@code www.example.com}; the root as the empty text. */
    public Packet name(String name) {
        if (!name.isEmpty()) {
            for (String label : name.split("\\.", -1)) {
                u8(label.length()).octets(label.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return u8(0);
    }

    /** An OPT record; its options follow. */
    public Packet opt(int payloadSize, int version, int flags, int optionsLength) {
        return u8(0).u16(41).u16(payloadSize).u8(0).u8(version).u16(flags).u16(optionsLength);
    }

    /** An OPT record with a client subnet. */
    public Packet ecs(int family, int prefix, int scope, int... address) {
        return opt(1232, 0, 0, 8 + address.length).ecsOption(family, prefix, scope, address);
    }

    public Packet ecsOption(int family, int prefix, int scope, int... address) {
        u16(8).u16(4 + address.length).u16(family).u8(prefix).u8(scope);
        for (int octet : address) {
            u8(octet);
        }
        return this;
    }

    public Packet u8(int value) {
        bytes.write(value);
        return this;
    }

    public Packet u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public Packet octets(byte... octets) {
        bytes.writeBytes(octets);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
