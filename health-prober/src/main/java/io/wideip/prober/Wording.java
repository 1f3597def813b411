package io.wideip.prober;

import io.wideip.config.HealthCheck;
import io.wideip.prober.probe.Outcome;

/** Why a verdict has changed, for people. */
final class Wording {
    private Wording() {}

    /** @param everJudged whether there was a verdict before */
    static String ofChange(HealthCheck check, Outcome outcome, boolean everJudged) {
        if (outcome instanceof Outcome.Failure failure) {
            String checks = check.fall() == 1
                    ? "the newest check failed with: "
                    : check.fall() + " checks "
                            + (check.reset() == 1
                                    ? "in a row failed"
                                    : "failed and never " + check.reset() + " in a row succeeded")
                            + ", the last with: ";
            return checks + failure.reason();
        }
        if (!everJudged) {
            return "its first successful check";
        }
        return check.rise() == 1 ? "the newest check succeeded" : check.rise() + " checks in a row succeeded";
    }
}
