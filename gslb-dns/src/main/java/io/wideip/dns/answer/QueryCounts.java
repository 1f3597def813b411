package io.wideip.dns.answer;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many queries one responder has answered, by response code. One thread counts; any thread may read and sees each count a
 * moment late.
 */
public final class QueryCounts {
    /** Above the basic codes of the header only BADVERS is ever given. */
    private static final int CODES = 17;

    private static final int DROPPED = CODES;
    private static final int TRUNCATED = CODES + 1;

    private final AtomicLongArray counts = new AtomicLongArray(CODES + 2);

    /** Replies with this response code so far. */
    public long replies(int rcode) {
        return counts.get(rcode);
    }

    /** Messages that deserved no reply so far. */
    public long dropped() {
        return counts.get(DROPPED);
    }

    /** Replies so far that had to say "ask again by TCP". */
    public long truncated() {
        return counts.get(TRUNCATED);
    }

    void countReply(int rcode) {
        count(rcode);
    }

    void countDropped() {
        count(DROPPED);
    }

    void countTruncated() {
        count(TRUNCATED);
    }

    /** With one writer, an ordered store is enough: no locked instruction for each query. */
    private void count(int index) {
        counts.lazySet(index, counts.getPlain(index) + 1);
    }
}
