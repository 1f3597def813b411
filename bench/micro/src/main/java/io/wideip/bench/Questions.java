package io.wideip.bench;

import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Queries as clients send them. */
final class Questions {
    private Questions() {}

    /** A question for addresses. */
    static byte[] message(String name) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.", -1)) {
            message.write(label.length());
            message.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        message.writeBytes(new byte[] {0, 0, Wire.A, 0, Wire.IN});
        return message.toByteArray();
    }

    static Query read(String name, InetAddress client) {
        Query query = new Query();
        byte[] message = message(name);
        query.read(message, message.length, ClientAddress.of(client));
        return query;
    }

    static InetAddress address(int... octets) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
