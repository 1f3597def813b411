package io.wideip.app;

import io.wideip.app.admin.Pages;
import io.wideip.app.admin.Pages.Page;
import io.wideip.app.api.Api;
import io.wideip.app.api.CatalogOperations;
import io.wideip.app.api.Operation;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.TargetOperations;
import io.wideip.app.api.TroubledWideIps;
import io.wideip.app.api.WideIpOperations;
import io.wideip.app.drains.DrainOperations;
import io.wideip.app.drains.Drains;
import io.wideip.app.drill.DrillOperations;
import io.wideip.app.explain.ClientLocations;
import io.wideip.app.explain.Explanations;
import io.wideip.app.journal.ChangeLog;
import io.wideip.app.journal.Journal;
import io.wideip.app.journal.JournalEvents;
import io.wideip.app.journal.JournalOperations;
import io.wideip.app.metrics.Metrics;
import io.wideip.app.plan.Plans;
import io.wideip.config.AdminCredential;
import io.wideip.config.Catalog;
import io.wideip.config.Listener;
import io.wideip.config.ServerOptions;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.names.NameHash;
import io.wideip.config.orders.Orders;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.config.section.Problem;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoDatabases;
import io.wideip.dns.policy.PolicyTypes;
import io.wideip.dns.server.DnsServer;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.dns.zone.MasterFile;
import io.wideip.prober.Prober;
import io.wideip.prober.VerdictListener;
import io.wideip.prober.probe.ProbeTypes;
import io.wideip.routes.source.RouteWatcher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The whole server, wired: {@link ConfigDirectory} and {@link RouteWatcher} read, {@link Sources} merges, {@link Publication} hands
 * changes to the prober and the compiler, {@link CompileThread} takes the prober's verdicts to the compiler, {@link DnsService} answers
 * from its snapshot. Thread-safe.
 */
public final class Gslb implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Readiness readiness = new Readiness();
    private final Metrics metrics = new Metrics(readiness::isReady);
    private final Prober prober = new Prober(this::changed, metrics.probes());
    private final SnapshotCompiler compiler = new SnapshotCompiler(prober, NameHash.drawn());
    private final Journal journal = new Journal(InstantSource.system());
    private final ChangeLog changeLog = new ChangeLog(
            System::nanoTime, CompletableFuture.delayedExecutor(ChangeLog.TOGETHER.toMillis(), TimeUnit.MILLISECONDS));
    private final GeoDatabases databases = new GeoDatabases(this::databases, InstantSource.system(), POLL);
    private final Orders orders = new Orders(InstantSource.system());
    private final Drains drains = new Drains(orders, compiler, metrics);
    private final Sources sources = new Sources(new Publication(new CatalogTargets(prober), compiler, drains, metrics));
    private final DnsService dns = new DnsService(compiler, readiness, metrics);
    private final RouteWatcher routes;
    private final YamlSource yaml;
    private final CompileThread compilation;
    private final ConfigDirectory directory;
    private final WideIpOperations wideIps = new WideIpOperations(sources::merged, compiler);
    private final CatalogOperations there = new CatalogOperations(sources::merged, compiler, metrics.clusters());
    private final DrainOperations drainOperations = new DrainOperations(orders, drains, sources::merged);
    private final CatalogWarnings warnings = new CatalogWarnings();
    private final Status status;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Admin admin;

    private Gslb(Path path, boolean allowExec, VerdictListener observer) {
        RouteOutcomes outcomes = new RouteOutcomes(metrics.clusters(), System::nanoTime);
        routes = new RouteWatcher(sources, vocabulary(), metrics.clusters(), outcomes, allowExec, compiler::incomplete);
        yaml = new YamlSource(sources, routes, dns, databases, compiler, warnings);
        compilation = new CompileThread(compiler, metrics, observer, System::nanoTime);
        directory = new ConfigDirectory(path, new Loader(vocabulary()), yaml, POLL);
        status = new Status(
                readiness,
                metrics,
                directory,
                prober,
                compilation,
                compiler,
                there,
                new TroubledWideIps(wideIps, compiler),
                drainOperations);
        metrics.follow(directory);
        metrics.follow(prober);
        metrics.follow(compiler);
        metrics.follow(orders);
        metrics.follow(warnings);
        metrics.followChanges(journal::count);
        compiler.tell(change -> {
            journal.changed(change);
            changeLog.changed(change);
        });
        metrics.follow(databases);
    }

    /** The words of the YAML, from all modules. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(new PolicyTypes(), new ProbeTypes(), new MasterFile());
    }

    /** The same, without the commands of kubeconfigs. */
    public static Gslb start(Path directory, VerdictListener observer) throws StartFailure {
        return start(directory, false, observer);
    }

    /**
     * Reads the directory, binds the admin address and begins to probe. Returns before queries are answered: see
     * {@link #serving}.
     *
     * @param allowExec whether the commands of kubeconfigs may be run
     * @param observer told of each verdict change once the answers hold it, on a thread that it must not hold up
     * @throws StartFailure with every problem of the YAML, or the address that can't be bound
     */
    public static Gslb start(Path directory, boolean allowExec, VerdictListener observer) throws StartFailure {
        Gslb gslb = new Gslb(directory, allowExec, observer);
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
            admin = Admin.start(
                    initial.admin(),
                    System.getenv(),
                    pages(),
                    new Api(operations(), Metrics.version()),
                    this::credentials);
        } catch (IOException failure) {
            throw new StartFailure(String.valueOf(failure.getMessage()), failure);
        }
        readiness.notReady("starting: the first round of health checks has not ended");
        routes.heard()
                .thenCompose(heard -> prober.judged())
                .runAfterBoth(databases.use(initial.geo()), () -> {})
                .toCompletableFuture()
                .thenApply(ended -> true)
                .completeOnTimeout(false, initial.startGrace().toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(
                        inTime -> compilation.then(() -> dns.open(initial, listeners, prober.places(), inTime, admin)));
        // Not on the compile thread, which has verdicts to take in by then.
        serving().thenRun(() -> new Thread(this::afterOpening, "after-opening").start());
    }

    /** What no answer needs: on one processor it would hold up the first one by a third of a second. */
    private void afterOpening() {
        yaml.warn();
        metrics.followProcess();
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
            StateDirectory state = StateDirectory.of(catalog.server().state(), System.getenv());
            prober.remember(state);
            journal.remember(state);
            drains.remember(state);
            routes.remember(state);
            yaml.begin(merged);
            return catalog;
        }
    }

    private void databases(List<GeoDatabase> now) {
        compiler.databases(now);
        yaml.warn();
    }

    private void changed(Target target, TargetStatus status) {
        compilation.changed(target, status);
        if (status.verdict() == Verdict.DOWN) {
            routes.failed(target);
        }
    }

    /**
     * Completes with the addresses in use when queries are answered: after the first round of health checks, or after
     * {@code server.startGrace}. Fails with {@link StartFailure}.
     */
    public CompletableFuture<List<InetSocketAddress>> serving() {
        return dns.serving();
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
        return status.lines();
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
        // Before the directory, for a reload may wait for verdicts.
        prober.close();
        directory.close();
        routes.close();
        databases.close();
        drains.close();
        compilation.close();
        dns.close();
        if (admin != null) {
            admin.close();
        }
        journal.close();
        changeLog.close();
        metrics.close();
    }

    /** Of the YAML in use, so that one that is taken out of it counts no longer. */
    private List<AdminCredential> credentials() {
        Catalog catalog = directory.catalog();
        return catalog == null ? List.of() : catalog.server().admin().credentials();
    }

    private List<Operation<?, ?>> operations() {
        List<Operation<?, ?>> operations = new ArrayList<>();
        operations.add(Operation.get("/status", "How the server stands.", StatusReport.class, call -> status.report()));
        operations.addAll(wideIps.all());
        operations.addAll(there.all());
        operations.addAll(new TargetOperations(prober).all());
        JournalOperations changes = new JournalOperations(journal, compiler, InstantSource.system());
        operations.add(changes.operation());
        operations.add(new JournalEvents(journal).operation());
        operations.add(new Explanations(compiler, sources, orders, changes::lastChange).operation());
        operations.addAll(new ClientLocations(compiler, sources::merged).all());
        operations.add(new Plans(
                        new Loader(vocabulary()),
                        directory,
                        sources,
                        routes,
                        orders,
                        prober,
                        databases::current,
                        yaml::waiting)
                .operation());
        operations.addAll(drainOperations.all());
        operations.add(new DrillOperations(there, metrics.drills()).operation());
        return operations;
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
}
