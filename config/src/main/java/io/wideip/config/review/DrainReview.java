package io.wideip.config.review;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.PlannedDrain;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which wide IPs the drains of the YAML leave without any datacenter, whatever the checks say. */
final class DrainReview {
    private static final int NAMED = 3;

    private final Catalog catalog;
    private final Instant now;

    private DrainReview(Catalog catalog, Instant now) {
        this.catalog = catalog;
        this.now = now;
    }

    static void run(Merged merged, Findings findings, Instant now) {
        DrainReview review = new DrainReview(merged.catalog(), now);
        merged.catalog().drains().forEach((name, drain) -> {
            String what = review.taken(drain);
            if (what != null) {
                findings.add(
                        WarningCode.LAST_DATACENTER, () -> merged.provenance().drain(name), what);
            }
            if (review.isIdle(drain)) {
                findings.add(
                        WarningCode.UNUSED,
                        () -> merged.provenance().drain(name),
                        "the drain '" + name + "' covers no wide IP: look at what it names, or remove it");
            }
        });
    }

    /**
     * What is to be said of a drain that takes the last one, alone or together with those that are in force when it begins; null
     * where it takes none.
     */
    private @Nullable String taken(PlannedDrain planned) {
        if (isOver(planned, now)) {
            return null;
        }
        Instant begin = planned.from() == null || planned.from().isBefore(now) ? now : planned.from();
        Drain drain = drain(planned);
        List<Drain> then = catalog.drains().values().stream()
                .filter(each -> !isOver(each, begin) && (each.from() == null || !begin.isBefore(each.from())))
                .map(DrainReview::drain)
                .toList();
        List<String> names = new ArrayList<>();
        int[] count = {0};
        catalog.wideIps().forEach(wideIp -> {
            if (drain.covers(wideIp.name())
                    && areTaken(wideIp.name(), Targets.members(wideIp.settings().choices()), drain, then)) {
                count[0]++;
                if (names.size() <= NAMED) {
                    names.add(wideIp.name().text());
                }
            }
        });
        return count[0] == 0
                ? null
                : "the drain leaves no datacenter to " + count[0] + (count[0] == 1 ? " wide IP (" : " wide IPs (")
                        + DidYouMean.listed(names) + "): drain less, unless that is meant";
    }

    /** Whether it takes nothing out of any answer. Routes, where there are any, may bring what it covers. */
    private boolean isIdle(PlannedDrain planned) {
        if (isOver(planned, now) || !catalog.clusters().isEmpty()) {
            return false;
        }
        Drain drain = drain(planned);
        boolean[] covers = {false};
        catalog.wideIps()
                .forEach(wideIp -> covers[0] |= drain.covers(wideIp.name())
                        && Targets.members(wideIp.settings().choices()).stream()
                                .anyMatch(member -> drain.covers(member.vip())));
        return !covers[0];
    }

    private static boolean areTaken(DomainName name, List<Member> members, Drain drain, Collection<Drain> then) {
        List<Member> serving =
                members.stream().filter(member -> !member.drained()).toList();
        return serving.stream().anyMatch(member -> drain.covers(member.vip()))
                && serving.stream()
                        .allMatch(member ->
                                then.stream().anyMatch(each -> each.covers(name) && each.covers(member.vip())));
    }

    private static boolean isOver(PlannedDrain planned, Instant at) {
        return planned.until() != null && !at.isBefore(planned.until());
    }

    private static Drain drain(PlannedDrain planned) {
        return new Drain(planned.wideIps(), planned.datacenter(), planned.vip());
    }
}
