package io.wideip.dns.answer;

import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What class CH tells of the server (RFC 4892): {@code id.server} and {@code version.bind}, each also under the second
 * name that other servers use. Immutable.
 */
final class Chaos {
    private static final byte[] ID_SERVER = name("id", "server");
    private static final byte[] HOSTNAME_BIND = name("hostname", "bind");
    private static final byte[] VERSION_SERVER = name("version", "server");
    private static final byte[] VERSION_BIND = name("version", "bind");

    private final byte @Nullable [] identity;
    private final byte @Nullable [] version;

    /** @param identity at most 255 octets, as {@code version}; null to tell nothing */
    Chaos(byte @Nullable [] identity, byte @Nullable [] version) {
        this.identity = record(identity);
        this.version = record(version);
    }

    /** The record that follows the question, or null where there is nothing to tell. */
    byte @Nullable [] answer(Query query) {
        if (query.type() != Wire.TXT && query.type() != Wire.ANY) {
            return null;
        }
        if (asksFor(query, ID_SERVER) || asksFor(query, HOSTNAME_BIND)) {
            return identity;
        }
        return asksFor(query, VERSION_SERVER) || asksFor(query, VERSION_BIND) ? version : null;
    }

    private static boolean asksFor(Query query, byte[] name) {
        return Arrays.equals(query.name(), 0, query.nameLength(), name, 0, name.length);
    }

    private static byte @Nullable [] record(byte @Nullable [] text) {
        if (text == null) {
            return null;
        }
        byte[] record = new byte[13 + text.length];
        Wire.u16(record, 0, Wire.QUESTION_POINTER);
        Wire.u16(record, 2, Wire.TXT);
        Wire.u16(record, 4, Wire.CH);
        Wire.u16(record, 10, text.length + 1);
        record[12] = (byte) text.length;
        System.arraycopy(text, 0, record, 13, text.length);
        return record;
    }

    private static byte[] name(String first, String last) {
        byte[] wire = (" " + first + " " + last + " ").getBytes(StandardCharsets.US_ASCII);
        wire[0] = (byte) first.length();
        wire[first.length() + 1] = (byte) last.length();
        wire[wire.length - 1] = 0;
        return wire;
    }
}
