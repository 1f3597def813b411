package io.wideip.prober;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Places for attempts, each of which holds a socket. Attempts that are likely to hang, to targets that are down, get at most half
 * of them, so that many dead targets can't hold up the living. Belongs to the timeline.
 */
final class Places {
    private record Waiting(Tracked one, long sinceNanos) {}

    private final int all;
    private final Queue<Waiting> quick = new ArrayDeque<>();
    private final Queue<Waiting> hanging = new ArrayDeque<>();
    private int taken;
    private int takenByHanging;

    Places(int all) {
        this.all = all;
    }

    /** False if there is no place for it now: it waits for one. */
    boolean takeOrWait(Tracked one, long nowNanos) {
        boolean hangs = one.hangs();
        if (isFree(hangs)) {
            take(one, hangs);
            return true;
        }
        one.isHeldUp = hangs;
        (hangs ? hanging : quick).add(new Waiting(one, nowNanos));
        return false;
    }

    void free(Tracked one) {
        taken--;
        if (one.isHeldUp) {
            takenByHanging--;
        }
        one.isHeldUp = false;
    }

    /** The one that has waited for longest, with a place that has become free for it; null where there is none. */
    @Nullable
    Tracked next() {
        dropGone(quick);
        dropGone(hanging);
        Waiting first = isFree(false) ? quick.peek() : null;
        Waiting other = isFree(true) ? hanging.peek() : null;
        boolean hangs = other != null && (first == null || other.sinceNanos - first.sinceNanos < 0);
        Waiting longest = hangs ? hanging.poll() : first == null ? null : quick.poll();
        if (longest == null) {
            return null;
        }
        take(longest.one, hangs);
        return longest.one;
    }

    int waiting() {
        return quick.size() + hanging.size();
    }

    private void take(Tracked one, boolean hangs) {
        taken++;
        if (hangs) {
            takenByHanging++;
        }
        one.isHeldUp = hangs;
    }

    private static void dropGone(Queue<Waiting> queue) {
        for (Waiting first = queue.peek(); first != null && first.one.gone; first = queue.peek()) {
            queue.poll();
        }
    }

    private boolean isFree(boolean forHanging) {
        return taken < all && (!forHanging || takenByHanging < Math.max(1, all / 2));
    }
}
