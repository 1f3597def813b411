package io.wideip.dns.admission;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What client networks have left to spend: two budgets a network, in a table that never grows. By the generic cell rate
 * algorithm an entry is one number: the time at which the network will have paid back all that it took.
 *
 * <p>Times count in thousandths of a token, so that they are exact at any rate. They are modulo 2^48, and compared as
 * RFC 1982 compares serial numbers. An entry that nobody touches until the time comes round again (nine years at a rate
 * of 1000) seems further ahead than any can be, and is known by that. Should it not be known, its network finds its
 * budget spent, for two seconds at most.
 *
 * <p>All threads share the table without a lock. When two meet at one entry, one of the counts is lost.
 */
final class Budgets {
    static final int CURRENCIES = 2;
    private static final int WAYS = 4;
    private static final int SET = WAYS * CURRENCIES;
    private static final int TIME_BITS = 48;
    private static final int TOKEN = 1000;
    /**
     * An entry is at most one second's tokens ahead. One more second is for a clock that is set back, or is slower than
     * another thread's.
     */
    private static final int MOST_SECONDS_AHEAD = 2;

    /**
     * An array's elements begin 16 octets into it. After so many longs a set fills one cache line, where the array
     * begins on one.
     */
    private static final int OFFSET = 6;

    /** The upper 16 bits tell the network from others of its set, the rest is the time at which it owes nothing. */
    private final AtomicLongArray entries;

    private final int mask;

    /**
     * Makes a table in which nobody owes anything.
     *
     * @param setBits 2 to this power sets of four networks each
     */
    Budgets(int setBits) {
        entries = new AtomicLongArray(OFFSET + (SET << setBits));
        mask = (1 << setBits) - 1;
    }

    /**
     * Takes tokens from a network's budget if it has them.
     *
     * @param network a hash
     * @param tokens to take
     * @param perSecond tokens that come back in a second, and the most there ever are
     * @param millis since the table was made
     * @return false where there are too few; then none is taken
     */
    boolean spend(long network, int currency, long tokens, int perSecond, long millis) {
        int first = OFFSET + ((int) network & mask) * SET + currency * WAYS;
        long name = network >>> TIME_BITS;
        long now = millis * perSecond;
        long burst = (long) perSecond * TOKEN;
        int at = first;
        long seen = 0;
        long debt = Long.MAX_VALUE;
        for (int way = first; way < first + WAYS; way++) {
            long entry = entries.getOpaque(way);
            long owed = owed(entry, now, burst);
            if (entry >>> TIME_BITS == name) {
                at = way;
                seen = entry;
                debt = owed;
                break;
            }
            // Of strangers, the one that owes least gives way: a flood of new networks can't push out one that is at
            // its limit.
            if (owed < debt) {
                at = way;
                seen = entry;
                debt = owed;
            }
        }
        long after = (seen >>> TIME_BITS == name ? Math.max(debt, 0) : 0) + tokens * TOKEN;
        if (after > burst) {
            return false;
        }
        // Should this fail, another thread was first; to store regardless could undo all that others took in the
        // meantime.
        entries.compareAndSet(at, seen, name << TIME_BITS | (now + after) & (1L << TIME_BITS) - 1);
        return true;
    }

    /** How far the entry's time is ahead of now: below 0 for one that owes nothing, and the less the longer it has not. */
    private static long owed(long entry, long now, long burst) {
        long ahead = (entry - now) << (Long.SIZE - TIME_BITS) >> (Long.SIZE - TIME_BITS);
        return ahead > burst * MOST_SECONDS_AHEAD ? Long.MIN_VALUE : ahead;
    }
}
