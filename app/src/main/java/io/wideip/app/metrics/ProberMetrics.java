package io.wideip.app.metrics;

import static io.wideip.app.metrics.Metrics.count;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.Prober;
import io.wideip.prober.ProberCounts.AttemptCounts;
import io.wideip.prober.probe.ProbeTypes;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** How the targets stand, and the attempts. */
final class ProberMetrics implements MeterBinder {
    private static final AttemptCounts NO_ATTEMPTS = new AttemptCounts(0, 0, 0, Duration.ZERO);

    private final Prober prober;

    ProberMetrics(Prober prober) {
        this.prober = prober;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Verdict verdict : Verdict.values()) {
            Gauge.builder("wideip.targets", prober, p -> p.counts().targets().getOrDefault(verdict, 0))
                    .description("Targets of health checks, by verdict")
                    .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (String type : new ProbeTypes().names()) {
            attempts(registry, type, "success", AttemptCounts::successes);
            attempts(registry, type, "failure", AttemptCounts::failures);
            attempts(registry, type, "undecided", AttemptCounts::undecided);
            count(
                            "wideip.probe.seconds",
                            "How long all attempts took together",
                            prober,
                            p -> seconds(attempts(p, type).time()))
                    .tag("type", type)
                    .register(registry);
        }
        Gauge.builder("wideip.probes.in.flight", prober, p -> p.counts().inFlight())
                .description("Attempts under way")
                .register(registry);
        Gauge.builder(
                        "wideip.prober.lag.seconds",
                        prober,
                        p -> seconds(p.counts().lag()))
                .description("By how much anything of the prober was late at most, in the last ten to twenty seconds")
                .register(registry);
        Gauge.builder("wideip.prober.suspects.itself", prober, p -> p.counts().suspectsItself() ? 1 : 0)
                .description("1 while no target goes down, because too many failed at once")
                .register(registry);
        count(
                        "wideip.probes.late",
                        "Attempts that had to wait for others to end",
                        prober,
                        p -> p.counts().late())
                .register(registry);
    }

    private void attempts(MeterRegistry registry, String type, String outcome, ToLongFunction<AttemptCounts> number) {
        count(
                        "wideip.probes",
                        "Attempts of health checks that ended",
                        prober,
                        p -> number.applyAsLong(attempts(p, type)))
                .tag("type", type)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static AttemptCounts attempts(Prober prober, String type) {
        return prober.counts().attempts().getOrDefault(type, NO_ATTEMPTS);
    }

    /** {@link Duration#toNanos} ends at 292 years, and many attempts at once come there. */
    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }
}
