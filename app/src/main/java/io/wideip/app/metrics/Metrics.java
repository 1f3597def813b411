package io.wideip.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.wideip.app.log.LogQueue;
import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.catalog.Warning;
import io.wideip.config.orders.Orders;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.geo.database.GeoDatabases;
import io.wideip.dns.server.DnsServer;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.prober.Prober;
import io.wideip.prober.ProberListener;
import io.wideip.routes.check.MemberChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Every metric that is exported, those of DNS by {@link DnsMetrics}; {@code docs/metrics.md} lists the same. Thread-safe. */
public final class Metrics implements AutoCloseable {
    /** For {@code Content-Type}: the Prometheus text format. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Why a snapshot was compiled. */
    public enum Cause {
        CATALOG,
        VERDICT,
        ORDER;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProbeMetrics probes = new ProbeMetrics(registry);
    private final DrillMetrics drills = new DrillMetrics();
    private final ClusterMetrics clusters = new ClusterMetrics(registry);
    private final Map<Cause, Timer> compiles = new EnumMap<>(Cause.class);
    private final MultiGauge zoneSerials = MultiGauge.builder("wideip.zone.serial")
            .description("The serial in the zone's SOA: a checksum of all that the zone can answer")
            .register(registry);
    private volatile @Nullable Catalog catalog;
    private volatile Instant acceptedAt = Instant.EPOCH;
    private volatile long checksum;

    /** @param isReady whether queries are answered */
    public Metrics(BooleanSupplier isReady) {
        for (Cause cause : Cause.values()) {
            compiles.put(cause, compiles(cause));
        }
        size("wideip.zones", "Zones in the catalog", catalog -> catalog.zones().size());
        size("wideip.vips", "VIPs in the catalog", catalog -> catalog.vips().size());
        size(
                "wideip.wide.ips",
                "Wide IPs in the catalog",
                catalog -> catalog.wideIps().size());
        Gauge.builder("wideip.ready", () -> isReady.getAsBoolean() ? 1 : 0)
                .description("1 while queries are answered, as /readyz says")
                .register(registry);
        Gauge.builder("wideip.build.info", () -> 1)
                .description("Always 1; the label has the version")
                .tag("version", version())
                .register(registry);
        count("wideip.log.dropped", "Lines of the log that had no place in its queue", this, m -> LogQueue.dropped())
                .register(registry);
        registry.getPrometheusRegistry().register(drills);
        Gauge.builder("wideip.catalog.checksum", () -> checksum)
                .description("Of all that the zones can answer: equal on servers that answer the same")
                .register(registry);
        Gauge.builder("wideip.catalog.accepted.timestamp.seconds", () -> acceptedAt.toEpochMilli() / 1000.0)
                .description("When the catalog in use was accepted, in seconds since 1970")
                .register(registry);
    }

    /** Exports what there is to tell of the JVM and the process. Slow: it waits until queries are answered. */
    public void followProcess() {
        JvmMetrics.builder().register(registry.getPrometheusRegistry());
    }

    /** Compiles, and measures how long that takes. */
    public void compiled(Cause cause, Runnable compile) {
        Objects.requireNonNull(compiles.get(cause)).record(compile);
    }

    /**
     * A catalog is in use now.
     *
     * @param serials of its zones
     */
    public void accepted(Catalog catalog, Map<DomainName, Integer> serials) {
        this.catalog = catalog;
        Set<String> checks = new HashSet<>(catalog.healthChecks().keySet());
        checks.add(MemberChecks.NAME);
        probes.keepOnly(checks);
        clusters.keepOnly(catalog.clusters().keySet());
        acceptedAt = Instant.now();
        checksum = CatalogChecksum.of(serials);
        List<MultiGauge.Row<?>> rows = new ArrayList<>(serials.size());
        serials.forEach((zone, serial) ->
                rows.add(MultiGauge.Row.of(Tags.of("zone", zone.toString()), Integer.toUnsignedLong(serial))));
        zoneSerials.register(rows, true);
    }

    /** What is heard of clusters is counted here. */
    public ClusterMetrics clusters() {
        return clusters;
    }

    /** What drills come to is kept here. */
    public DrillMetrics drills() {
        return drills;
    }

    /** Of all that the catalog in use can answer: the same on servers that have the same. */
    public long checksum() {
        return checksum;
    }

    /** When the catalog in use was accepted; 1970 where there is none. */
    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** Exports how often the directory was read. */
    public void follow(ConfigDirectory directory) {
        count(
                        "wideip.catalog.loads",
                        "Times the YAML was read, by what became of it",
                        directory,
                        ConfigDirectory::accepted)
                .tag("outcome", "accepted")
                .register(registry);
        count(
                        "wideip.catalog.loads",
                        "Times the YAML was read, by what became of it",
                        directory,
                        ConfigDirectory::refused)
                .tag("outcome", "refused")
                .register(registry);
        newest(directory);
    }

    /** Exports whether the newest YAML serves. */
    private void newest(ConfigDirectory directory) {
        Gauge.builder("wideip.catalog.refused", directory, d -> d.problems().isEmpty() ? 0 : 1)
                .description("1 while the newest YAML is refused, and the one before it serves on")
                .register(registry);
    }

    /** To be told what the prober does, and so to export it by check. */
    public ProberListener probes() {
        return probes;
    }

    /** Exports how the targets stand, and the attempts. */
    public void follow(Prober prober) {
        new ProberMetrics(prober).bindTo(registry);
    }

    /** Exports how VIPs, members and wide IPs stand. */
    public void follow(SnapshotCompiler compiler) {
        registry.getPrometheusRegistry().register(new StandingMetrics(compiler, this::mostWideIps));
    }

    /** Exports how often the answers of wide IPs have changed. */
    public void followChanges(ToLongFunction<ChangeCause.Kind> number) {
        for (ChangeCause.Kind cause : ChangeCause.Kind.values()) {
            if (cause != ChangeCause.Kind.START) {
                count(
                                "wideip.answer.changes",
                                "Wide IPs whose answers have changed, each time",
                                number,
                                n -> n.applyAsLong(cause))
                        .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    /** Exports the databases of where clients are. */
    public void follow(GeoDatabases databases) {
        registry.getPrometheusRegistry().register(new GeoMetrics(databases));
    }

    /** Exports the drains in force. */
    public void follow(Orders orders) {
        registry.getPrometheusRegistry().register(new DrainMetrics(orders));
    }

    /** Exports how many warnings the catalog in use has. */
    public void follow(Supplier<List<Warning>> warnings) {
        registry.getPrometheusRegistry().register(new WarningMetrics(warnings));
    }

    /**
     * Exports the queries, and the connections that they come by.
     *
     * @param zones by which numbers queries are counted
     */
    public void follow(DnsServer dns, Supplier<Map<DomainName, Integer>> zones) {
        new DnsMetrics(dns).bindTo(registry);
        registry.getPrometheusRegistry().register(new ZoneQueryMetrics(dns, zones));
    }

    private int mostWideIps() {
        Catalog now = catalog;
        return now == null ? 0 : now.server().metrics().wideIps();
    }

    static <T> FunctionCounter.Builder<T> count(String name, String description, T source, ToDoubleFunction<T> number) {
        return FunctionCounter.builder(name, source, number).description(description);
    }

    /** Everything, in the Prometheus text format. */
    public String scrape() {
        return registry.scrape(CONTENT_TYPE);
    }

    @Override
    public void close() {
        registry.close();
    }

    private void size(String name, String description, ToIntFunction<Catalog> size) {
        Gauge.builder(name, () -> catalog == null ? 0 : size.applyAsInt(catalog))
                .description(description)
                .register(registry);
    }

    /** The jar's; a class directory has none. */
    public static String version() {
        String version = Metrics.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Timer compiles(Cause cause) {
        return Timer.builder("wideip.compile")
                .description("How long compiling a snapshot took")
                .tag("cause", cause.tag())
                .register(registry);
    }
}
