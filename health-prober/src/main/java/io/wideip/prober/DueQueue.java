package io.wideip.prober;

import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The targets in the order in which their attempts are due, with one timer for the first of them: one for each would take most of
 * the memory of a target. Belongs to the timeline.
 *
 * <p>A binary heap in an array: none is due before the one at half its place. Each target knows its place, so that it is found
 * without a search.
 */
final class DueQueue {
    private static final int LEAST = 16;

    private final Timeline timeline;
    private final Consumer<Tracked> due;
    /** Begins at 1. */
    private @Nullable Tracked[] heap = new Tracked[LEAST];

    private int size;
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
        takeOut(one);
        one.dueNanos = nanos;
        if (++size == heap.length) {
            heap = Arrays.copyOf(heap, size + size / 2);
        }
        rise(one, size);
        setTimer();
    }

    /** Does nothing where it is not in the queue. */
    void remove(Tracked one) {
        takeOut(one);
        setTimer();
    }

    private void takeOut(Tracked one) {
        int place = one.queuePlace;
        if (place == 0) {
            return;
        }
        one.queuePlace = 0;
        Tracked last = at(size);
        heap[size--] = null;
        if (last != one) {
            rise(last, place);
            sink(last, last.queuePlace);
        }
        if (heap.length > LEAST && size < heap.length / 4) {
            heap = Arrays.copyOf(heap, Math.max(LEAST, heap.length / 2));
        }
    }

    /** Sets it at a free place, or above, where those that were there are due later. */
    private void rise(Tracked one, int free) {
        int place = free;
        for (; place > 1 && isBefore(one, at(place / 2)); place /= 2) {
            set(at(place / 2), place);
        }
        set(one, place);
    }

    /** Sets it at a free place, or below, where those that were there are due sooner. */
    private void sink(Tracked one, int free) {
        int place = free;
        while (2 * place <= size) {
            int below = 2 * place;
            if (below < size && isBefore(at(below + 1), at(below))) {
                below++;
            }
            if (!isBefore(at(below), one)) {
                break;
            }
            set(at(below), place);
            place = below;
        }
        set(one, place);
    }

    private void set(Tracked one, int place) {
        heap[place] = one;
        one.queuePlace = place;
    }

    @SuppressWarnings("NullAway") // None of the places up to the size is free.
    private Tracked at(int place) {
        return heap[place];
    }

    // Differences only: the clock may overflow, and the numbers, too.
    private static boolean isBefore(Tracked one, Tracked other) {
        long apart = one.dueNanos - other.dueNanos;
        return apart == 0 ? one.number - other.number < 0 : apart < 0;
    }

    private void setTimer() {
        long first = size == 0 ? 0 : at(1).dueNanos;
        if (timer != null && (size == 0 || first != timerNanos)) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null && size > 0) {
            timerNanos = first;
            timer = timeline.at(first, this::serve);
        }
    }

    private void serve() {
        timer = null;
        try {
            // Those that come to the queue meanwhile are not due before what is due now.
            while (size > 0 && at(1).dueNanos - timeline.nanos() <= 0) {
                Tracked first = at(1);
                takeOut(first);
                due.accept(first);
            }
        } finally {
            setTimer();
        }
    }
}
