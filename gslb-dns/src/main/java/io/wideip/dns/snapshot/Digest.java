package io.wideip.dns.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A 64-bit checksum of values, one after the other. How each value is written and mixed never changes, so that all
 * versions of the program come to the same. It tells values apart, but not against somebody who looks for a collision.
 * Not thread-safe; ready for the next values after {@link #end}.
 */
final class Digest {
    private long state;

    /** Mixed as SplitMix64 does it. */
    Digest number(long value) {
        long mixed = (state ^ value) + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        state = mixed ^ mixed >>> 31;
        return this;
    }

    /** Their number, then eight of them as one number, the highest first; zeros fill up the last. */
    Digest octets(byte[] octets) {
        number(octets.length);
        long eight = 0;
        int shift = Long.SIZE;
        for (byte octet : octets) {
            shift -= Byte.SIZE;
            eight |= (octet & 0xffL) << shift;
            if (shift == 0) {
                number(eight);
                eight = 0;
                shift = Long.SIZE;
            }
        }
        return shift == Long.SIZE ? this : number(eight);
    }

    /** Its octets in UTF-8. */
    Digest text(String text) {
        return octets(text.getBytes(UTF_8));
    }

    long end() {
        long ended = state;
        state = 0;
        return ended;
    }
}
