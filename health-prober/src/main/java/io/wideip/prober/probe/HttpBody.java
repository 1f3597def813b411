package io.wideip.prober.probe;

import io.netty.buffer.ByteBuf;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an answer, which comes in pieces and is never kept. Netty's decoder is not used here: it ends at a chunk size that
 * is padded with spaces, as some servers send it, and can't be told otherwise.
 */
final class HttpBody {
    enum State {
        UNDER_WAY,
        ENDED,
        MALFORMED
    }

    private static final int LONGEST_SIZE_LINE = 1024;
    private static final Pattern SIZE_LINE = Pattern.compile("\\s*([0-9A-Fa-f]{1,8})\\s*(?:;.*)?", Pattern.DOTALL);
    private static final long UNTIL_CLOSED = Long.MAX_VALUE;

    private final boolean chunked;
    private final StringBuilder line = new StringBuilder();
    private State state = State.UNDER_WAY;
    /** Bytes of the body, or of the chunk under way, that have not come yet. */
    private long left;
    /** Between two chunks, where the end of a line belongs to neither. */
    private boolean afterChunk;

    private HttpBody(boolean chunked, long left) {
        this.chunked = chunked;
        this.left = left;
    }

    static HttpBody chunked() {
        return new HttpBody(true, 0);
    }

    static HttpBody ofLength(long length) {
        HttpBody body = new HttpBody(false, length);
        body.state = length == 0 ? State.ENDED : State.UNDER_WAY;
        return body;
    }

    static HttpBody untilClosed() {
        return new HttpBody(false, UNTIL_CLOSED);
    }

    /** Whether the end of the connection is the end of the body, and no fault. */
    boolean endsWithConnection() {
        return !chunked && left == UNTIL_CLOSED;
    }

    State state() {
        return state;
    }

    /** Takes the next piece, and passes on what is of the body. */
    void take(ByteBuf piece, BodySearch search) {
        while (piece.isReadable() && state == State.UNDER_WAY) {
            if (left > 0) {
                int length = (int) Math.min(left, piece.readableBytes());
                search.find(piece.readSlice(length));
                if (left != UNTIL_CLOSED) {
                    left -= length;
                }
                afterChunk = left == 0;
                state = left == 0 && !chunked ? State.ENDED : state;
            } else {
                takeFraming((char) piece.readUnsignedByte());
            }
        }
    }

    private void takeFraming(char next) {
        if (next != '\n') {
            line.append(next);
            state = line.length() > LONGEST_SIZE_LINE ? State.MALFORMED : state;
            return;
        }
        if (afterChunk) {
            afterChunk = false;
            line.setLength(0);
            return;
        }
        Matcher size = SIZE_LINE.matcher(line.toString());
        line.setLength(0);
        if (!size.matches()) {
            state = State.MALFORMED;
            return;
        }
        left = Long.parseLong(size.group(1), 16);
        state = left == 0 ? State.ENDED : state;
    }
}
