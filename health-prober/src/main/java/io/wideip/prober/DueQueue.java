package io.wideip.prober;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The targets in the order in which their attempts are due, with one timer for the first of them: one for each would take most of
 * the memory of a target. Belongs to the timeline.
 */
final class DueQueue {
    // Differences only: the clock may overflow.
    private static final Comparator<Tracked> ORDER = (one, other) -> {
        long apart = one.nextNanos - other.nextNanos;
        return apart == 0 ? Long.compare(one.number, other.number) : Long.signum(apart);
    };

    private final Timeline timeline;
    private final Consumer<Tracked> due;
    private final TreeSet<Tracked> queue = new TreeSet<>(ORDER);
    private @Nullable Future<?> timer;
    /** Of the first, when the timer was set. */
    private long timerNanos;

    /** @param due called for each target whose attempt is due, after it has left the queue */
    DueQueue(Timeline timeline, Consumer<Tracked> due) {
        this.timeline = timeline;
        this.due = due;
    }

    /** Puts a target in, or elsewhere. */
    void put(Tracked one, long nanos) {
        // While it still stands where its time says.
        queue.remove(one);
        one.nextNanos = nanos;
        queue.add(one);
        setTimer();
    }

    /** Does nothing where it is not in the queue. */
    void remove(Tracked one) {
        queue.remove(one);
        setTimer();
    }

    private void setTimer() {
        long first = queue.isEmpty() ? 0 : queue.first().nextNanos;
        if (timer != null && (queue.isEmpty() || first != timerNanos)) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null && !queue.isEmpty()) {
            timerNanos = first;
            timer = timeline.at(first, this::serve);
        }
    }

    private void serve() {
        timer = null;
        try {
            // Those that come to the queue meanwhile are not due before what is due now.
            while (!queue.isEmpty() && queue.first().nextNanos - timeline.nanos() <= 0) {
                due.accept(queue.pollFirst());
            }
        } finally {
            setTimer();
        }
    }
}
