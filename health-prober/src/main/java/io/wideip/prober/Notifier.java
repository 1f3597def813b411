package io.wideip.prober;

import io.wideip.config.HealthCheck;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners what happens; what they throw stops nothing. */
final class Notifier {
    private static final Logger log = LoggerFactory.getLogger(Notifier.class);

    private final VerdictListener listener;
    private final ProberListener counting;

    Notifier(VerdictListener listener, ProberListener counting) {
        this.listener = listener;
        this.counting = counting;
    }

    void attempted(HealthCheck check, Outcome outcome, Duration took, Duration late) {
        try {
            counting.attempted(check, outcome, took, late);
        } catch (RuntimeException | Error e) {
            log.error("an attempt of {} could not be counted", check.name(), e);
        }
    }

    void changed(Tracked one) {
        try {
            listener.changed(one.target, one.status());
            counting.changed(one.target.check(), one.status().verdict());
        } catch (RuntimeException | Error e) {
            log.error("a verdict of {} could not be passed on", one.description(), e);
        }
    }

    void toRenew(HealthCheck check, int targets) {
        try {
            counting.toRenew(check, targets);
        } catch (RuntimeException | Error e) {
            log.error("the certificates of {} could not be counted", check.name(), e);
        }
    }
}
