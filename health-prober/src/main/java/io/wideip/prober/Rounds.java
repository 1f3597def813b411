package io.wideip.prober;

import java.util.ArrayList;
import java.util.List;

/** The rounds that are not over. Belongs to the timeline. */
final class Rounds {
    private final List<Round> rounds = new ArrayList<>();

    /** @param targets all that are tracked */
    void begin(Round round, Iterable<Tracked> targets) {
        round.begin(targets);
        if (!round.isOver()) {
            rounds.add(round);
        }
    }

    /** To be called once for each target: when it has had its first round, or goes without one. */
    void leave(Tracked one) {
        rounds.forEach(round -> round.leave(one));
        rounds.removeIf(Round::isOver);
    }
}
