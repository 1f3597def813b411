package io.wideip.routes.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether each cluster has been heard at all since the start. One that fails has been: nobody waits for a cluster that is away.
 * Thread-safe.
 */
public final class FirstLists {
    private final Set<String> awaited = new HashSet<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();

    /** To be called once, before these clusters are followed. */
    public void await(Collection<String> clusters) {
        synchronized (this) {
            awaited.addAll(clusters);
        }
        completeIfHeard();
    }

    /** The cluster is listed, or has failed. */
    public void heard(String cluster) {
        synchronized (this) {
            if (!awaited.remove(cluster)) {
                return;
            }
        }
        completeIfHeard();
    }

    private void completeIfHeard() {
        boolean all;
        synchronized (this) {
            all = awaited.isEmpty();
        }
        if (all) {
            complete.complete(null);
        }
    }

    /** Completes when all of them have been heard. */
    public CompletionStage<Void> complete() {
        return complete.minimalCompletionStage();
    }
}
