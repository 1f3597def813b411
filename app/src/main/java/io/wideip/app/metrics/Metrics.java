package io.wideip.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
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
import io.wideip.config.availability.Verdict;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.dns.admission.RateLimit.Judgement;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.server.DnsServer;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.server.tls.TlsCertificates;
import io.wideip.prober.Prober;
import io.wideip.prober.ProberCounts.Attempts;
import io.wideip.prober.probe.ProbeTypes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/** Every metric that is exported; {@code docs/metrics.md} lists the same. Thread-safe. */
public final class Metrics implements AutoCloseable {
    /** For {@code Content-Type}: the Prometheus text format. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int[] RCODES = {
        Rcode.NOERROR,
        Rcode.FORMERR,
        Rcode.SERVFAIL,
        Rcode.NXDOMAIN,
        Rcode.NOTIMP,
        Rcode.REFUSED,
        Rcode.YXDOMAIN,
        Rcode.BADVERS,
        Rcode.BADCOOKIE
    };
    private static final Attempts NO_ATTEMPTS = new Attempts(0, 0, 0, Duration.ZERO);

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
    private final Timer catalogCompiled = compiles(Cause.CATALOG);
    private final Timer verdictCompiled = compiles(Cause.VERDICT);
    private volatile @Nullable Catalog catalog;
    private volatile double acceptedAt;

    /** @param isReady whether queries are answered */
    public Metrics(BooleanSupplier isReady) {
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
        Gauge.builder("wideip.ready", () -> isReady.getAsBoolean() ? 1 : 0)
                .description("1 while queries are answered, as /readyz says")
                .register(registry);
        Gauge.builder("wideip.build.info", () -> 1)
                .description("Always 1; the label has the version")
                .tag("version", version())
                .register(registry);
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
    }

    /** Exports how the targets stand, and the attempts. */
    public void follow(Prober prober) {
        for (Verdict verdict : Verdict.values()) {
            Gauge.builder("wideip.targets", prober, p -> p.counts().targets().getOrDefault(verdict, 0))
                    .description("Targets of health checks, by verdict")
                    .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (String type : new ProbeTypes().names()) {
            attempts(prober, type, "success", Attempts::successes);
            attempts(prober, type, "failure", Attempts::failures);
            attempts(prober, type, "undecided", Attempts::undecided);
            count(
                            "wideip.probe.seconds",
                            "How long all attempts took together",
                            prober,
                            p -> attempts(p, type).time().toNanos() / 1e9)
                    .tag("type", type)
                    .register(registry);
        }
        Gauge.builder("wideip.probes.in.flight", prober, p -> p.counts().inFlight())
                .description("Attempts under way")
                .register(registry);
        count(
                        "wideip.probes.late",
                        "Attempts that had to wait for others to end",
                        prober,
                        p -> p.counts().late())
                .register(registry);
    }

    /** Exports the queries. */
    public void follow(DnsServer dns) {
        for (Carrier carrier : Carrier.values()) {
            follow(dns, carrier.name().toLowerCase(Locale.ROOT), d -> d.queryCounts(carrier));
        }
        count(
                        "wideip.dns.truncated",
                        "Replies that said: ask again by TCP",
                        dns,
                        d -> sum(d.queryCounts(Carrier.UDP), QueryCounts::truncated))
                .register(registry);
        for (Judgement judgement : List.of(Judgement.DROP, Judgement.SLIP, Judgement.TRUNCATE)) {
            count(
                            "wideip.dns.limited",
                            "Replies that were above their client network's limit",
                            dns,
                            d -> sum(d.queryCounts(Carrier.UDP), c -> c.limited(judgement)))
                    .tag("action", judgement.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("wideip.dns.connections", dns, DnsServer::connections)
                .description("Connections open now, of all transports but UDP")
                .register(registry);
        count(
                        "wideip.dns.connections.accepted",
                        "Connections accepted",
                        dns,
                        d -> d.connectionCounts().accepted())
                .register(registry);
        for (Ending ending : Ending.values()) {
            count(
                            "wideip.dns.connections.ended",
                            "Connections that ended, by why",
                            dns,
                            d -> d.connectionCounts().ended(ending))
                    .tag("reason", ending.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
        count(
                        "wideip.dns.accept.failures",
                        "Times that the system had no connection to give",
                        dns,
                        d -> d.connectionCounts().acceptFailures())
                .register(registry);
        count(
                        "wideip.dns.proxy.refusals",
                        "Datagrams without the PROXY header of a listed load balancer",
                        dns,
                        DnsServer::proxyRefusals)
                .register(registry);
        TlsCertificates certificates = dns.certificates();
        if (certificates != null) {
            follow(certificates);
        }
    }

    private void follow(TlsCertificates certificates) {
        Gauge.builder(
                        "wideip.tls.certificate.expiry.timestamp.seconds",
                        certificates,
                        c -> c.expiry().getEpochSecond())
                .description("When the certificate in use ends, in seconds since 1970")
                .register(registry);
        String loads = "Times the files of the certificate were read, by what became of it";
        count("wideip.tls.certificate.loads", loads, certificates, TlsCertificates::accepted)
                .tag("outcome", "accepted")
                .register(registry);
        count("wideip.tls.certificate.loads", loads, certificates, TlsCertificates::refused)
                .tag("outcome", "refused")
                .register(registry);
    }

    private void follow(DnsServer dns, String transport, Function<DnsServer, List<QueryCounts>> counts) {
        for (int rcode : RCODES) {
            count("wideip.dns.queries", "Queries answered", dns, d -> sum(counts.apply(d), c -> c.replies(rcode)))
                    .tag("transport", transport)
                    .tag("rcode", Rcode.string(rcode))
                    .register(registry);
        }
        count(
                        "wideip.dns.clients.refused",
                        "Queries of clients whom the access list does not admit",
                        dns,
                        d -> sum(counts.apply(d), QueryCounts::refusedClients))
                .tag("transport", transport)
                .register(registry);
        count("wideip.dns.dropped", "Messages that got no reply", dns, d -> sum(counts.apply(d), QueryCounts::dropped))
                .tag("transport", transport)
                .register(registry);
    }

    private static long sum(List<QueryCounts> counts, ToLongFunction<QueryCounts> number) {
        return counts.stream().mapToLong(number).sum();
    }

    private void attempts(Prober prober, String type, String outcome, ToLongFunction<Attempts> number) {
        count(
                        "wideip.probes",
                        "Attempts of health checks that ended",
                        prober,
                        p -> number.applyAsLong(attempts(p, type)))
                .tag("type", type)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Attempts attempts(Prober prober, String type) {
        return prober.counts().attempts().getOrDefault(type, NO_ATTEMPTS);
    }

    private static <T> FunctionCounter.Builder<T> count(
            String name, String description, T source, ToDoubleFunction<T> number) {
        return FunctionCounter.builder(name, source, number).description(description);
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

    private static String version() {
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
