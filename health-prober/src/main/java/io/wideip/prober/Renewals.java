package io.wideip.prober;

import io.wideip.config.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many targets of each check show a certificate that is to be renewed. Belongs to the timeline. */
final class Renewals {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);

    /** The targets of one check, and of those to be renewed the one that ends first. */
    private record OfCheck(HealthCheck check, int targets, Instant firstEnd, String first) {
        OfCheck with(OfCheck other) {
            OfCheck sooner = other.firstEnd.isBefore(firstEnd) ? other : this;
            return new OfCheck(check, targets + other.targets, sooner.firstEnd, sooner.first);
        }
    }

    private final Notifier notifier;
    private Map<String, OfCheck> before = Map.of();

    Renewals(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Counts anew, tells what has changed, and warns of each check that had none to renew before. */
    void count(Iterable<Tracked> targets, Instant now) {
        Map<String, OfCheck> counted = new HashMap<>();
        for (Tracked target : targets) {
            Instant end = target.certificateEnd();
            Duration before = target.probe().renewsBefore();
            if (end != null && before != null) {
                HealthCheck check = target.target.check();
                int toRenew = end.minus(before).isBefore(now) ? 1 : 0;
                counted.merge(
                        check.name(),
                        new OfCheck(check, toRenew, toRenew == 1 ? end : Instant.MAX, target.description()),
                        OfCheck::with);
            }
        }
        counted.values().forEach(this::tell);
        before = counted;
    }

    private void tell(OfCheck now) {
        OfCheck last = before.get(now.check.name());
        if (last != null && last.targets == now.targets) {
            return;
        }
        notifier.toRenew(now.check, now.targets);
        if (now.targets > 0 && (last == null || last.targets == 0)) {
            log.warn(
                    "{} targets of the check {} show a certificate that is to be renewed, the first until {}: {}",
                    now.targets,
                    now.check.name(),
                    now.firstEnd,
                    now.first);
        }
    }
}
