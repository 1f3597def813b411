package io.wideip.config.review;

import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Warning;
import java.time.Instant;
import java.util.List;

/** Finds what is legal in a catalog and surely not meant. */
public final class CatalogReview {
    private CatalogReview() {}

    /** The warnings, sorted by place and text, without those whose code is ignored. Looks at every wide IP. */
    public static List<Warning> of(Merged merged) {
        return of(merged, Instant.now());
    }

    /** @param now for drains that are over */
    static List<Warning> of(Merged merged, Instant now) {
        Findings findings = new Findings(merged);
        merged.warnings().forEach(findings::add);
        new WideIpReview(merged, findings).run();
        new VipReview(merged, findings).run();
        HealthCheckReview.run(merged, findings);
        RecordReview.run(merged, findings);
        DrainReview.run(merged, findings, now);
        RuleReview.run(merged, findings);
        return findings.sorted();
    }
}
