package io.wideip.dns.snapshot;

import io.wideip.dns.wire.Query;

/** Drawn by weight. */
final class DrawnAnswer extends Answer {
    private final Answer[] ring;
    private final int[] cumulated;

    DrawnAnswer(Answer[] ring, int[] cumulated) {
        this.ring = ring;
        this.cumulated = cumulated;
    }

    /** Not to be changed. */
    Answer[] ring() {
        return ring;
    }

    /** Where the numbers of each end; not to be changed. */
    int[] cumulated() {
        return cumulated;
    }

    @Override
    Reply pick(Query query, Chance chance, long turn) {
        int drawn = chance.below(cumulated[cumulated.length - 1]);
        int place = 0;
        while (cumulated[place] <= drawn) {
            place++;
        }
        return ring[place].pick(query, chance, turn);
    }
}
