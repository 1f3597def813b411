package io.wideip.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.ProberListener;
import io.wideip.prober.probe.Cause;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the prober does, by check. Not by target: there are too many. Thread-safe. */
final class ProbeMetrics implements ProberListener {
    private static final Duration[] DURATIONS =
            millis(1, 5, 10, 25, 50, 100, 200, 250, 500, 1_000, 2_500, 5_000, 10_000);

    /** The meters of one check. */
    private static final class OfCheck {
        final Timer duration;
        final Timer lateness;
        final Map<Verdict, Counter> changes = new EnumMap<>(Verdict.class);
        /** Of the causes that there have been: most checks know few. */
        final Map<Cause, Counter> failures = new ConcurrentHashMap<>();
        /** Null until a certificate was seen. */
        @Nullable
        Gauge renewals;

        volatile int toRenew;

        OfCheck(Timer duration, Timer lateness) {
            this.duration = duration;
            this.lateness = lateness;
        }

        List<Meter> all() {
            List<Meter> all = new ArrayList<>(changes.values());
            all.addAll(failures.values());
            all.add(duration);
            all.add(lateness);
            if (renewals != null) {
                all.add(renewals);
            }
            return all;
        }
    }

    private final MeterRegistry registry;
    private final Map<String, OfCheck> checks = new ConcurrentHashMap<>();

    ProbeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void attempted(HealthCheck check, Outcome outcome, Duration took, Duration late) {
        OfCheck of = of(check);
        of.duration.record(took);
        of.lateness.record(late);
        if (outcome instanceof Outcome.Failure failure) {
            of.failures
                    .computeIfAbsent(failure.cause(), cause -> failures(check.name(), cause))
                    .increment();
        }
    }

    @Override
    public void changed(HealthCheck check, Verdict verdict) {
        Counter changes = of(check).changes.get(verdict);
        if (changes != null) {
            changes.increment();
        }
    }

    @Override
    public void toRenew(HealthCheck check, int targets) {
        OfCheck of = of(check);
        of.toRenew = targets;
        if (of.renewals == null) {
            of.renewals = Gauge.builder("wideip.probe.certificates.to.renew", of, it -> it.toRenew)
                    .description("Targets that show a certificate which ends within the check's warnDays")
                    .tag("check", check.name())
                    .register(registry);
        }
    }

    /** Forgets the checks that are in no catalog any more. */
    void keepOnly(Set<String> names) {
        checks.keySet().removeIf(name -> {
            OfCheck gone = names.contains(name) ? null : checks.get(name);
            if (gone != null) {
                gone.all().forEach(registry::remove);
            }
            return gone != null;
        });
    }

    private OfCheck of(HealthCheck check) {
        return checks.computeIfAbsent(check.name(), this::register);
    }

    private OfCheck register(String check) {
        OfCheck of = new OfCheck(
                timer("wideip.probe.duration", "How long attempts took", check),
                timer("wideip.probe.lateness", "How late attempts began", check));
        for (Verdict verdict : Verdict.values()) {
            of.changes.put(
                    verdict,
                    Counter.builder("wideip.verdict.changes")
                            .description("Verdicts that became another one, by what they became")
                            .tag("check", check)
                            .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        return of;
    }

    private Timer timer(String name, String description, String check) {
        return Timer.builder(name)
                .description(description)
                .tag("check", check)
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
    }

    private Counter failures(String check, Cause cause) {
        return Counter.builder("wideip.probe.failures")
                .description("Attempts that failed, by cause")
                .tag("check", check)
                .tag("cause", cause.label())
                .register(registry);
    }

    private static Duration[] millis(long... millis) {
        Duration[] durations = new Duration[millis.length];
        for (int i = 0; i < millis.length; i++) {
            durations[i] = Duration.ofMillis(millis[i]);
        }
        return durations;
    }
}
