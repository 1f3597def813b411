package io.wideip.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wideip.config.Catalog;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Every metric that is exported; {@code docs/metrics.md} lists the same. Thread-safe. */
public final class Metrics implements AutoCloseable {
    /** For {@code Content-Type}: the Prometheus text format. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Why a snapshot was compiled. */
    public enum Cause {
        CATALOG,
        VERDICT;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Counter accepted = loads("accepted");
    private final Counter refused = loads("refused");
    private final Timer catalogCompiled = compiles(Cause.CATALOG);
    private final Timer verdictCompiled = compiles(Cause.VERDICT);
    private volatile @Nullable Catalog catalog;
    private volatile double acceptedAt;

    public Metrics() {
        List<MeterBinder> process = List.of(
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                gc,
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics());
        process.forEach(binder -> binder.bindTo(registry));
        size("wideip.zones", "Zones in the catalog", catalog -> catalog.zones().size());
        size("wideip.vips", "VIPs in the catalog", catalog -> catalog.vips().size());
        size(
                "wideip.wide.ips",
                "Wide IPs in the catalog",
                catalog -> catalog.wideIps().size());
        Gauge.builder("wideip.catalog.accepted.timestamp.seconds", () -> acceptedAt)
                .description("When the catalog in use was accepted, in seconds since 1970")
                .register(registry);
    }

    /** Compiles, and measures how long that takes. */
    public void compiled(Cause cause, Runnable compile) {
        (cause == Cause.CATALOG ? catalogCompiled : verdictCompiled).record(compile);
    }

    /** A catalog is in use now. */
    public void accepted(Catalog catalog) {
        this.catalog = catalog;
        acceptedAt = System.currentTimeMillis() / 1000.0;
        accepted.increment();
    }

    /** A catalog was broken; the last good one stays in use. */
    public void refused() {
        refused.increment();
    }

    /** Everything, in the Prometheus text format. */
    public String scrape() {
        return registry.scrape(CONTENT_TYPE);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    private void size(String name, String description, ToIntFunction<Catalog> size) {
        Gauge.builder(name, () -> catalog == null ? 0 : size.applyAsInt(catalog))
                .description(description)
                .register(registry);
    }

    private Counter loads(String outcome) {
        return Counter.builder("wideip.catalog.loads")
                .description("Times the YAML was read, by what became of it")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Timer compiles(Cause cause) {
        return Timer.builder("wideip.compile")
                .description("How long compiling a snapshot took")
                .tag("cause", cause.tag())
                .register(registry);
    }
}
