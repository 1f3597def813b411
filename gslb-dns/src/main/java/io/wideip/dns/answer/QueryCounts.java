package io.wideip.dns.answer;

import io.wideip.dns.admission.RateLimit.Judgement;
import io.wideip.dns.wire.Wire;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many queries one responder has answered, by response code. One thread counts; any thread may read and sees each count a
 * moment late.
 */
public final class QueryCounts {
    /** Above the basic codes of the header only BADVERS and BADCOOKIE are ever given. */
    private static final int CODES = Wire.BADCOOKIE + 1;

    private static final int DROPPED = CODES;
    private static final int TRUNCATED = CODES + 1;
    private static final int REFUSED_CLIENT = CODES + 2;
    private static final int SLIPPED = CODES + 3;
    private static final int HELD_BACK = CODES + 4;
    private static final int CUT_SHORT = CODES + 5;

    private final AtomicLongArray counts = new AtomicLongArray(CODES + 6);

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

    /** Queries so far of clients that the listener's access list does not admit. */
    public long refusedClients() {
        return counts.get(REFUSED_CLIENT);
    }

    /** Replies so far that were above their client network's limit, by what the limit asked for: anything but an answer. */
    public long limited(Judgement judgement) {
        return counts.get(index(judgement));
    }

    void countReply(int rcode) {
        count(rcode);
    }

    /** For messages that reach no responder. */
    public void countDropped() {
        count(DROPPED);
    }

    void countTruncated() {
        count(TRUNCATED);
    }

    void countRefusedClient() {
        count(REFUSED_CLIENT);
    }

    void countLimited(Judgement judgement) {
        count(index(judgement));
    }

    private static int index(Judgement judgement) {
        return switch (judgement) {
            case ANSWER -> throw new IllegalArgumentException("an answer is within the limit");
            case SLIP -> SLIPPED;
            case DROP -> HELD_BACK;
            case TRUNCATE -> CUT_SHORT;
        };
    }

    /** With one writer, an ordered store is enough: no locked instruction for each query. */
    private void count(int index) {
        counts.lazySet(index, counts.getPlain(index) + 1);
    }
}
