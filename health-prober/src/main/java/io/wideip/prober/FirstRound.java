package io.wideip.prober;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who of the first set of targets is still waited for. Belongs to the timeline, but for {@link #end} and {@link #close}. */
final class FirstRound {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Set<Tracked> pending = new HashSet<>();
    private boolean begun;

    /** Ends when nobody is waited for any more. */
    CompletionStage<Void> end() {
        return end.minimalCompletionStage();
    }

    /** Does nothing for those who come after the first set. */
    void join(Tracked one) {
        if (!begun) {
            pending.add(one);
        }
    }

    void leave(Tracked one) {
        pending.remove(one);
    }

    /** The first set has joined, or some have left. */
    void endIfOver() {
        begun = true;
        if (pending.isEmpty()) {
            end.complete(null);
        }
    }

    /** Nobody waits any longer, whatever is pending. */
    void close() {
        end.complete(null);
    }
}
