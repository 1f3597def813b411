package io.wideip.dns.admission;

/** SipHash-2-4 (Aumasson and Bernstein 2012) of up to five words, without an array: nothing to allocate or to clear. */
final class SipHash {
    private SipHash() {}

    /**
     * The hash of a message in words as SipHash takes them, little-endian.
     *
     * @param words how many of the four are whole words of the message
     * @param octets of the whole message, at most 7 more than its words
     * @param rest the octets after the words, zeros above them
     */
    static long hash(long key0, long key1, int words, long m0, long m1, long m2, long m3, int octets, long rest) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        // The words, then the rest with the length above it, then the four rounds of the finish.
        for (int step = 0; step <= words + 1; step++) {
            boolean finish = step == words + 1;
            long m = finish ? 0 : step == words ? (long) octets << 56 | rest : word(step, m0, m1, m2, m3);
            v2 ^= finish ? 0xff : 0;
            v3 ^= m;
            for (int round = finish ? 4 : 2; round > 0; round--) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long word(int index, long m0, long m1, long m2, long m3) {
        return switch (index) {
            case 0 -> m0;
            case 1 -> m1;
            case 2 -> m2;
            default -> m3;
        };
    }
}
