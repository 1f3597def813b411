package io.wideip.e2e.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SipHash-2-4, whose value RFC 9018 puts behind a server cookie's head: written down once more, so that it can be compared. */
final class SipHash {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /** Eight octets, the lowest first. */
    static byte[] of(byte[] key, byte[] data) {
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        SipHash hash = new SipHash(words.getLong(), words.getLong());
        ByteBuffer padded = ByteBuffer.allocate(data.length / 8 * 8 + 8).order(ByteOrder.LITTLE_ENDIAN);
        padded.put(data).put(padded.capacity() - 1, (byte) data.length).rewind();
        while (padded.hasRemaining()) {
            long word = padded.getLong();
            hash.v3 ^= word;
            hash.rounds(2);
            hash.v0 ^= word;
        }
        hash.v2 ^= 0xff;
        hash.rounds(4);
        long value = hash.v0 ^ hash.v1 ^ hash.v2 ^ hash.v3;
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
