package io.wideip.prober;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;

/** Counts by check what happens. Called on the prober's thread, which must not be held up. */
public interface ProberListener {
    /** Counts nothing. */
    ProberListener NONE = new ProberListener() {
        @Override
        public void attempted(HealthCheck check, Outcome outcome, Duration took, Duration late) {
            // Not counted.
        }

        @Override
        public void changed(HealthCheck check, Verdict verdict) {
            // Not counted.
        }

        @Override
        public void toRenew(HealthCheck check, int targets) {
            // Not counted.
        }
    };

    /**
     * An attempt has ended.
     *
     * @param outcome as it counts
     * @param took from its own start
     * @param late from when it was due to its own start
     */
    void attempted(HealthCheck check, Outcome outcome, Duration took, Duration late);

    /** A target has another verdict than before. */
    void changed(HealthCheck check, Verdict verdict);

    /** So many targets of a check that looks at certificates show one that is to be renewed. Told when the number changes. */
    void toRenew(HealthCheck check, int targets);
}
