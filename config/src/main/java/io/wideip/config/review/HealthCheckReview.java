package io.wideip.config.review;

import io.wideip.config.Doubt;
import io.wideip.config.HealthCheck;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Provenance;

/** What is surely not meant about health checks. */
final class HealthCheckReview {
    private HealthCheckReview() {}

    static void run(Merged merged, Findings findings) {
        Provenance provenance = merged.provenance();
        for (HealthCheck check : merged.catalog().healthChecks().values()) {
            if (check.fall() == 1) {
                findings.add(
                        WarningCode.FALL_OF_ONE,
                        () -> provenance.of("healthChecks", check.name(), "fall"),
                        "'fall' is 1: one lost packet, or one pod that dies, takes the VIP out, write 2 or more");
            }
            Doubt doubt = check.probe().doubt();
            if (doubt != null) {
                findings.add(
                        doubt.code(),
                        () -> {
                            Origin given = provenance.of("healthChecks", check.name(), doubt.key());
                            return Origin.BUILT_IN.equals(given) ? provenance.of("healthChecks", check.name()) : given;
                        },
                        doubt.what());
            }
        }
    }
}
