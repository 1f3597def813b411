package io.wideip.prober;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The targets that somebody waits for, until there are none left. Counts them, and knows by their numbers which they are: a set of
 * them would take more memory than the targets' schedules. Belongs to the timeline, but for {@link #end}.
 */
final class Round {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private int pending;
    /** The number of the newest one that it waits for. */
    private int newest;

    /** Ends when nobody is waited for any more. */
    CompletionStage<Void> end() {
        return end.minimalCompletionStage();
    }

    /** @param targets all that are tracked */
    void begin(Iterable<Tracked> targets) {
        for (Tracked one : targets) {
            if (!one.hasHadFirstRound()) {
                newest = pending == 0 || one.number - newest > 0 ? one.number : newest;
                pending++;
            }
        }
        endIfOver();
    }

    /** To be called once for each target, also for new ones: when it has had its first round, or goes without one. */
    void leave(Tracked one) {
        if (one.number - newest <= 0) {
            pending--;
            endIfOver();
        }
    }

    boolean isOver() {
        return end.isDone();
    }

    private void endIfOver() {
        if (pending == 0) {
            end.complete(null);
        }
    }
}
