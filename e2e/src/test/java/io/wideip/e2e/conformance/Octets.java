package io.wideip.e2e.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Octets as the RFCs write them down. */
final class Octets {
    private Octets() {}

    static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    /** Blanks are for the reader. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] u16(int value) {
        return octets(value >>> 8, value);
    }

    static int u16(byte[] from, int at) {
        return (from[at] & 0xff) << 8 | from[at + 1] & 0xff;
    }

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] first(int count, byte[] of) {
        return Arrays.copyOf(of, count);
    }

    /** Labels, whatever their lengths, without the root's. */
    static byte[] labels(String... labels) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (String label : labels) {
            wire.write(label.length());
            wire.writeBytes(ascii(label));
        }
        return wire.toByteArray();
    }

    /** A name whose labels hold no dot. */
    static byte[] name(String text) {
        return text.isEmpty() || text.equals(".") ? octets(0) : join(labels(text.split("\\.")), octets(0));
    }
}
