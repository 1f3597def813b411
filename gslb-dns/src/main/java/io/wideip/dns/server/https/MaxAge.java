package io.wideip.dns.server.https;

import io.wideip.dns.wire.Wire;

/** How long an HTTP cache may keep a reply (RFC 8484 section 5.1). */
final class MaxAge {
    /** Of a record, after its owner's name: type, class, TTL, length. */
    private static final int FIXED = 10;

    private MaxAge() {}

    /**
     * Seconds: the smallest TTL of the answers; of a denial no more than its SOA record's TTL and minimum (RFC 2308 section 5); 0
     * of a failure, a refusal and a referral.
     *
     * @param reply a well-formed one
     */
    static long of(byte[] reply) {
        int rcode = Wire.u16(reply, 2) & 0xf;
        if (rcode != Wire.NOERROR && rcode != Wire.NXDOMAIN) {
            return 0;
        }
        int at = Wire.HEADER;
        for (int left = Wire.u16(reply, 4); left > 0; left--) {
            at = behindName(reply, at) + 4;
        }
        long least = Long.MAX_VALUE;
        int answers = Wire.u16(reply, 6);
        for (int left = answers; left > 0; left--) {
            int fixed = behindName(reply, at);
            least = Math.min(least, ttl(reply, fixed + 4));
            at = fixed + FIXED + Wire.u16(reply, fixed + 8);
        }
        for (int left = Wire.u16(reply, 8); left > 0; left--) {
            int fixed = behindName(reply, at);
            at = fixed + FIXED + Wire.u16(reply, fixed + 8);
            if (Wire.u16(reply, fixed) == Wire.SOA) {
                // The minimum is the last of its fields.
                least = Math.min(least, Math.min(ttl(reply, fixed + 4), ttl(reply, at - 4)));
            }
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    private static int behindName(byte[] reply, int at) {
        int end = at;
        while (reply[end] != 0) {
            if ((reply[end] & 0xc0) == 0xc0) {
                return end + 2;
            }
            end += 1 + reply[end];
        }
        return end + 1;
    }

    /** RFC 2181 section 8: one with the highest bit set is 0. */
    private static long ttl(byte[] reply, int at) {
        int ttl = Wire.u16(reply, at) << 16 | Wire.u16(reply, at + 2);
        return Math.max(0, ttl);
    }
}
