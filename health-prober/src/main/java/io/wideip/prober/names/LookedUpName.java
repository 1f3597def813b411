package io.wideip.prober.names;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A name with the addresses that it last had, and those who wait for the look-up under way. Not thread-safe. */
final class LookedUpName {
    private final String text;
    private final List<CompletableFuture<NameAnswer>> waiting = new ArrayList<>();
    private NameAnswer.@Nullable Addresses lastKnown;

    LookedUpName(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    NameAnswer.@Nullable Addresses lastKnown() {
        return lastKnown;
    }

    boolean isUnderWay() {
        return !waiting.isEmpty();
    }

    /** True if no look-up is under way yet, so that one must begin. */
    boolean join(CompletableFuture<NameAnswer> answer) {
        boolean first = waiting.isEmpty();
        waiting.add(answer);
        return first;
    }

    void end(NameAnswer answer) {
        if (answer instanceof NameAnswer.Addresses addresses) {
            lastKnown = addresses;
        } else if (answer instanceof NameAnswer.Absent) {
            lastKnown = null;
        }
        NameAnswer told = answer instanceof NameAnswer.Unknown && lastKnown != null ? lastKnown : answer;
        List<CompletableFuture<NameAnswer>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.complete(told));
    }
}
