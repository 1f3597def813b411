package io.wideip.prober;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The targets that somebody waits for, until there are none left. Belongs to the timeline, but for {@link #end}. */
final class Round {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Set<Tracked> pending = new HashSet<>();

    /** Ends when nobody is waited for any more. */
    CompletionStage<Void> end() {
        return end.minimalCompletionStage();
    }

    void begin(Collection<Tracked> targets) {
        targets.stream().filter(one -> !one.hasHadFirstRound()).forEach(pending::add);
        endIfOver();
    }

    /** The target has a verdict, or enough attempts of it have ended, or it is gone. */
    void leave(Tracked one) {
        pending.remove(one);
        endIfOver();
    }

    boolean isOver() {
        return end.isDone();
    }

    private void endIfOver() {
        if (pending.isEmpty()) {
            end.complete(null);
        }
    }
}
