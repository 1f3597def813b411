package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.wideip.dns.wire.Wire;
import java.util.Arrays;

/**
 * Divides a stream into messages by the length in front of each (RFC 1035 section 4.2.2), wherever segments begin and
 * end. A message that has come in part takes as much memory as has come, not as much as its length claims.
 */
final class Framing {
    /** What {@link #next} says where no whole message has come. */
    static final int NONE = -1;

    private static final int PREFIX = 2;
    private static final byte[] NOTHING = {};

    /** What has come of the message under way, its length in front. */
    private byte[] held = NOTHING;

    private int count;

    /**
     * Takes the next whole message out of the input; where there is none, all of the input.
     *
     * @param message takes it, from its beginning; at least {@link Wire#LONGEST_MESSAGE} octets
     * @return its length, which may be 0, or {@link #NONE}
     */
    int next(ByteBuf input, byte[] message) {
        if (count == 0 && input.readableBytes() >= PREFIX) {
            int length = input.getUnsignedShort(input.readerIndex());
            if (input.readableBytes() >= PREFIX + length) {
                input.skipBytes(PREFIX).readBytes(message, 0, length);
                return length;
            }
        }
        if (!hold(input, PREFIX)) {
            return NONE;
        }
        int length = (held[0] & 0xff) << 8 | held[1] & 0xff;
        if (!hold(input, PREFIX + length)) {
            return NONE;
        }
        System.arraycopy(held, PREFIX, message, 0, length);
        held = NOTHING;
        count = 0;
        return length;
    }

    /** Octets kept for a message that has come in part; 0 when none has. */
    int held() {
        return held.length;
    }

    /** Adds to what is held until that is so many octets; false where the input ends before. */
    private boolean hold(ByteBuf input, int wanted) {
        int added = Math.min(wanted - count, input.readableBytes());
        if (added > 0) {
            if (count + added > held.length) {
                held = Arrays.copyOf(
                        held, Math.min(Math.max(count + added, held.length * 2), PREFIX + Wire.LONGEST_MESSAGE));
            }
            input.readBytes(held, count, added);
            count += added;
        }
        return count >= wanted;
    }
}
