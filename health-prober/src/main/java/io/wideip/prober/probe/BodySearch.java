package io.wideip.prober.probe;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Looks for a text in a body that comes in pieces and is never kept: Knuth, Morris and Pratt's search. */
final class BodySearch {
    private final byte[] wanted;
    private final int[] fallback;
    private final int limit;
    private int matched;
    private int seen;

    /**
     * @param wanted not empty; sought as UTF-8
     * @param limit how many bytes of the body are looked at
     */
    BodySearch(String wanted, int limit) {
        this.wanted = wanted.getBytes(StandardCharsets.UTF_8);
        this.limit = limit;
        fallback = new int[this.wanted.length];
        for (int i = 1, length = 0; i < fallback.length; i++) {
            length = step(length, this.wanted[i]);
            fallback[i] = length;
        }
    }

    /** Takes the next piece; true once the text has occurred. */
    boolean find(ByteBuf piece) {
        for (int i = piece.readerIndex(); i < piece.writerIndex() && !isFound() && !isAtLimit(); i++, seen++) {
            matched = step(matched, piece.getByte(i));
        }
        return isFound();
    }

    boolean isAtLimit() {
        return seen >= limit;
    }

    boolean isFound() {
        return matched == wanted.length;
    }

    private int step(int length, byte next) {
        int kept = length;
        while (kept > 0 && wanted[kept] != next) {
            kept = fallback[kept - 1];
        }
        return wanted[kept] == next ? kept + 1 : kept;
    }
}
