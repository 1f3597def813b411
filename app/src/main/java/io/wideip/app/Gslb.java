package io.wideip.app;

import io.wideip.app.admin.Pages;
import io.wideip.app.admin.Pages.Page;
import io.wideip.app.metrics.Metrics;
import io.wideip.config.AddressText;
import io.wideip.config.Catalog;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.ServerOptions;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.names.NameHash;
import io.wideip.config.reload.CatalogListener;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.config.section.Problem;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.policy.PolicyTypes;
import io.wideip.dns.server.DnsServer;
import io.wideip.dns.snapshot.Compiler;
import io.wideip.dns.zone.MasterFile;
import io.wideip.prober.Prober;
import io.wideip.prober.VerdictListener;
import io.wideip.prober.probe.ProbeTypes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server: a directory of YAML in, answers out. The catalog goes to the compiler and its targets to the prober; the
 * prober's verdicts go back to the compiler; the DNS server reads the snapshot. Thread-safe.
 */
public final class Gslb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("serve");
    private static final Duration POLL = Duration.ofSeconds(1);

    private final long begun = System.nanoTime();
    private final Readiness readiness = new Readiness();
    private final Metrics metrics = new Metrics(readiness::isReady);
    private final Prober prober = new Prober(this::changed, metrics.probes());
    private final Compiler compiler = new Compiler(prober, NameHash.drawn());
    private final Sources sources = new Sources(new Publication(new CatalogTargets(prober), compiler, metrics));
    private final CompileThread compilation;
    private final ConfigDirectory directory;
    private final CompletableFuture<List<InetSocketAddress>> serving = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** As first read: much of it only a restart changes. */
    private volatile @Nullable ServerOptions started;

    /**
     * Held while terms are handed to the DNS server, so that it never gets older ones last.
     */
    private final Object handover = new Object();

    /** The last accepted; only with {@link #handover} held. */
    private @Nullable DnsOptions terms;

    private volatile @Nullable Admin admin;
    private volatile @Nullable DnsServer dns;

    private Gslb(Path path, VerdictListener observer) {
        compilation = new CompileThread(compiler, metrics, observer, System::nanoTime);
        directory = new ConfigDirectory(path, new Loader(vocabulary()), new Reloads(), POLL);
        metrics.follow(directory);
        metrics.follow(prober);
    }

    /** The words of the YAML, from all modules. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(new PolicyTypes(), new ProbeTypes(), new MasterFile());
    }

    /**
     * Reads the directory, binds the admin address and begins to probe. Returns before queries are answered: see
     * {@link #serving}.
     *
     * @param observer told of each verdict change once the answers hold it, on a thread that it must not hold up
     * @throws StartFailure with every problem of the YAML, or the address that can't be bound
     */
    public static Gslb start(Path directory, VerdictListener observer) throws StartFailure {
        Gslb gslb = new Gslb(directory, observer);
        try {
            gslb.start();
            return gslb;
        } catch (StartFailure | RuntimeException | Error failure) {
            gslb.close();
            throw failure;
        }
    }

    private void start() throws StartFailure {
        Catalog catalog = readForTheFirstTime();
        ServerOptions initial = catalog.server();
        List<Listener> listeners;
        try {
            listeners = BindCheck.require(initial.dns().listeners());
            DnsServer.requireFiles(initial.dns());
            admin = Admin.start(initial.admin(), pages());
        } catch (IOException failure) {
            throw new StartFailure(String.valueOf(failure.getMessage()), failure);
        }
        readiness.notReady("starting: the first round of health checks has not ended");
        prober.judged()
                .toCompletableFuture()
                .thenApply(ended -> true)
                .completeOnTimeout(false, initial.startGrace().toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(inTime -> compilation.then(() -> open(initial, listeners, inTime)));
    }

    /** Locked, so that a change of the directory is not put to use before what it changes. */
    private Catalog readForTheFirstTime() throws StartFailure {
        synchronized (sources) {
            Loaded loaded = directory.start();
            if (loaded instanceof Loaded.Bad bad) {
                throw new StartFailure(
                        bad.problems().stream().map(Problem::toString).toList());
            }
            Merged merged = ((Loaded.Good) loaded).merged();
            Catalog catalog = merged.catalog();
            started = catalog.server();
            prober.remember(StateDirectory.of(catalog.server().state(), System.getenv()));
            sources.put(merged);
            return catalog;
        }
    }

    /** Runs on the compile thread, so that the first round's verdicts are in the snapshot before the first answer. */
    private void open(ServerOptions initial, List<Listener> listeners, boolean inTime) {
        if (closed.get()) {
            return;
        }
        if (!inTime) {
            LOG.warn(
                    "the first round of health checks has not ended within server.startGrace ({} s): targets without a"
                            + " verdict count as up",
                    initial.startGrace().toSeconds());
        }
        try {
            DnsServer opened = DnsServer.start(initial.dns().on(listeners), prober.places(), compiler::current);
            synchronized (handover) {
                dns = opened;
                // The directory may have changed while the first round of health checks ran.
                opened.change(Objects.requireNonNullElse(terms, initial.dns()));
            }
            metrics.follow(opened);
            readiness.ready();
            LOG.info(
                    "ready after {} s: DNS on {}, admin on {}",
                    String.format("%.1f", (System.nanoTime() - begun) / 1e9),
                    opened.addresses().stream().map(AddressText::of).collect(Collectors.joining(", ")),
                    admin);
            serving.complete(opened.addresses());
        } catch (IOException failure) {
            serving.completeExceptionally(new StartFailure(String.valueOf(failure.getMessage()), failure));
        } catch (RuntimeException | Error failure) { // Else the compile thread would keep it to itself.
            LOG.error("the DNS server could not be opened", failure);
            serving.completeExceptionally(new StartFailure("it can't serve DNS: " + failure, failure));
        }
    }

    private void handOver(DnsOptions next) {
        synchronized (handover) {
            terms = next;
            if (dns != null) {
                dns.change(next);
            }
        }
    }

    private void changed(Target target, TargetStatus status) {
        compilation.changed(target, status);
    }

    /**
     * Completes with the addresses in use when queries are answered: after the first round of health checks, or after
     * {@code server.startGrace}. Fails with {@link StartFailure}.
     */
    public CompletableFuture<List<InetSocketAddress>> serving() {
        return serving.copy();
    }

    /**
     * The address in use, with its port.
     *
     * @throws IllegalStateException where there is none, because this machine does not have the default one
     */
    public InetSocketAddress adminAddress() {
        Admin started = admin;
        InetSocketAddress bound = started == null ? null : started.address();
        if (bound == null) {
            throw new IllegalStateException("the admin address is not bound");
        }
        return bound;
    }

    /** How it stands, line by line, for the log. */
    public List<String> status() {
        return new Status(readiness, metrics, directory, prober, compilation).lines();
    }

    /** Reads the directory again; keeps the last good catalog when it is broken. */
    public Loaded reload() {
        return directory.reload();
    }

    /** Answers what is in flight, then ends all threads. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        readiness.notReady("stopping");
        directory.close();
        prober.close();
        compilation.close();
        if (dns != null) {
            dns.close();
        }
        if (admin != null) {
            admin.close();
        }
        metrics.close();
    }

    private Pages pages() {
        return Pages.of(
                "Wideip",
                Map.of(
                        "/metrics",
                        () -> new Page(200, Metrics.CONTENT_TYPE, metrics.scrape()),
                        "/targets",
                        () -> TargetsPage.of(prober.targets()),
                        "/livez",
                        new Liveness(prober::sinceMoved, compilation::busyFor)::page,
                        "/readyz",
                        readiness::page));
    }

    /** What a change of the directory does to the rest. */
    private final class Reloads implements CatalogListener {
        @Override
        public void accepted(Merged merged) {
            sources.put(merged);
            ServerOptions now = merged.catalog().server();
            handOver(now.dns());
            List<String> waits = RestartOnlyOptions.changed(Objects.requireNonNullElse(started, now), now);
            if (!waits.isEmpty()) {
                LOG.warn("changed, but without effect until the server is restarted: {}", String.join(", ", waits));
            }
        }

        @Override
        public void moved(Merged merged) {
            sources.move(merged);
        }

        @Override
        public void refused(List<Problem> problems) {
            LOG.error("catalog refused, the last good one stays; problems: {}", problems.size());
            problems.forEach(problem -> LOG.error("{}", problem));
        }
    }
}
