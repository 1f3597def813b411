package io.wideip.prober.probe;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time of one attempt, and how much of it its event loop was late. Belongs to that loop. */
final class AttemptTimer {
    /** The longest that a patient attempt lasts, in timeouts: it holds a socket. */
    private static final int MOST_TIMEOUTS = 10;

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProbeLoop loop;
    private final long timeoutNanos;
    private final boolean patient;
    private final Runnable timedOut;
    private final Runnable givenUp;
    private long beganNanos = System.nanoTime();
    private long lateBefore;
    private boolean begun;
    private boolean expiredBefore;
    private @Nullable Future<?> timer;

    /**
     * Does nothing yet: see {@link #begin}.
     *
     * @param patient whether the timeout passes only while the loop is in time
     * @param timedOut called when the timeout has passed
     * @param givenUp called when the loop has been late for so long that nothing can be said
     */
    AttemptTimer(ProbeLoop loop, Duration timeout, boolean patient, Runnable timedOut, Runnable givenUp) {
        this.loop = loop;
        timeoutNanos = timeout.toNanos();
        this.patient = patient;
        this.timedOut = timedOut;
        this.givenUp = givenUp;
    }

    void begin() {
        begun = true;
        beganNanos = System.nanoTime();
        lateBefore = loop.late();
        schedule(timeoutNanos);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    Duration late() {
        return begun ? Duration.ofNanos(loop.late() - lateBefore) : Duration.ZERO;
    }

    private void expire() {
        long left = timeoutNanos - took().minus(late()).toNanos();
        if (!patient && left > 0 && !expiredBefore) {
            // What has come while the loop was late may still be read: better an answer than another attempt.
            expiredBefore = true;
            schedule(Math.min(left, GRACE_NANOS));
        } else if (!patient || left <= 0) {
            timedOut.run();
        } else if (took().toNanos() > MOST_TIMEOUTS * timeoutNanos) {
            givenUp.run();
        } else {
            schedule(left);
        }
    }

    private void schedule(long nanos) {
        timer = loop.loop().schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
    }
}
