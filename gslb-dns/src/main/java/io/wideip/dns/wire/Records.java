package io.wideip.dns.wire;

import static io.wideip.dns.wire.Wire.u16;
import static io.wideip.dns.wire.Wire.u8;

/** Resource records that are passed over unread (RFC 1035 section 4.1.3). */
final class Records {
    private static final int POINTER = 0xC0;
    private static final int LONGEST_LABEL = 63;
    /** Octets from the name's end to the data: type, class, TTL and the data's length, the last two. */
    private static final int FIXED = 10;

    private Records() {}

    /** Where so many records end, or -1 where they don't fit. */
    static int end(byte[] message, int from, int length, int count) {
        int at = from;
        for (int i = 0; i < count && at >= 0; i++) {
            at = dataEnd(message, nameEnd(message, at, length), length);
        }
        return at;
    }

    /** A name may end with a pointer; where it points does not matter. */
    private static int nameEnd(byte[] message, int from, int length) {
        int at = from;
        while (at < length) {
            int label = u8(message, at);
            if (label >= POINTER) {
                return at + 2;
            }
            if (label > LONGEST_LABEL) {
                return -1;
            }
            at += label + 1;
            if (label == 0) {
                return at;
            }
        }
        return -1;
    }

    private static int dataEnd(byte[] message, int nameEnd, int length) {
        int at = nameEnd + FIXED;
        if (nameEnd < 0 || at > length) {
            return -1;
        }
        int end = at + u16(message, at - 2);
        return end > length ? -1 : end;
    }
}
