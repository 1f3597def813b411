package io.wideip.dns.snapshot;

import io.wideip.dns.wire.Query;

/** Starts one further with each query. */
final class RotatingAnswer extends Answer {
    private final Answer[] ring;

    RotatingAnswer(Answer[] ring) {
        this.ring = ring;
    }

    /** Not to be changed. */
    Answer[] ring() {
        return ring;
    }

    @Override
    Reply pick(Query query, Chance chance, long turn) {
        // Inner tiers see how often this ring has gone round, so that every combination comes up.
        long now = turn == NOT_TAKEN ? Integer.toUnsignedLong(chance.turn()) : turn;
        return ring[(int) (now % ring.length)].pick(query, chance, now / ring.length);
    }
}
