package io.wideip.prober;

import io.wideip.prober.probe.Attempted;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;

/**
 * What an attempt says of its target when its event loop ran late. A success always counts. A failure says nothing
 * where the loop was late by more than a fifth of the attempt's timeout, all in all: the attempt is made again, with
 * patience. Its timeout then passes only while its loop is in time, so that it is believed when it times out. Otherwise
 * a dead target could not be found for as long as the processor is short.
 */
final class Lateness {
    /** Within this time an attempt is made again. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private static final int TOLERATED_PART = 5;

    private Lateness() {}

    static boolean failedLate(Attempted attempted, Duration timeout) {
        return attempted.outcome() instanceof Outcome.Failure
                && attempted.late().multipliedBy(TOLERATED_PART).compareTo(timeout) > 0;
    }

    /** The outcome that counts. */
    static Outcome weighed(Attempted attempted, boolean patient, Duration timeout) {
        if (!(attempted.outcome() instanceof Outcome.Failure failure)
                || !failedLate(attempted, timeout)
                || patient && failure.cause().isTimeout()) {
            return attempted.outcome();
        }
        return new Outcome.Undecided(
                "it failed while the prober was late by " + attempted.late().toMillis() + " ms: " + failure.reason());
    }
}
