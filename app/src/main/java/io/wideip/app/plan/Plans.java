package io.wideip.app.plan;

import io.wideip.app.admin.Role;
import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.api.PlanRequest;
import io.wideip.config.Catalog;
import io.wideip.config.ServerOptions;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.orders.Order;
import io.wideip.config.orders.Orders;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.config.yaml.YamlText;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.plan.CatalogDifference;
import io.wideip.dns.snapshot.CatalogComparison;
import io.wideip.prober.Prober;
import io.wideip.routes.source.RoutePreview;
import io.wideip.routes.source.RouteWatcher;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells what a reload of other YAML would change, as things stand now. Thread-safe: one plan at a time, for each takes memory. */
public final class Plans {
    /** Octets of a request, and less where there is little memory. */
    private static final int LONGEST_BODY =
            (int) Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);
    /** Changes that are told one by one. */
    private static final int MOST = 1_000;

    private final Loader loader;
    private final ConfigDirectory directory;
    private final Sources sources;
    private final RouteWatcher routes;
    private final Orders orders;
    private final Prober prober;
    private final Supplier<List<GeoDatabase>> databases;
    private final Function<ServerOptions, List<String>> waiting;
    private final Semaphore one = new Semaphore(1);

    /**
     * @param databases by which clients are located now
     * @param waiting which options would have no effect before a restart
     */
    public Plans(
            Loader loader,
            ConfigDirectory directory,
            Sources sources,
            RouteWatcher routes,
            Orders orders,
            Prober prober,
            Supplier<List<GeoDatabase>> databases,
            Function<ServerOptions, List<String>> waiting) {
        this.loader = loader;
        this.directory = directory;
        this.sources = sources;
        this.routes = routes;
        this.orders = orders;
        this.prober = prober;
        this.databases = databases;
        this.waiting = waiting;
    }

    /** It orders nothing, so who may read may ask for it. */
    public Operation<PlanRequest, PlanReport> operation() {
        return Operation.post(
                        "/plan",
                        "Which answers a reload of other YAML would change. Nothing is ordered.",
                        PlanRequest.class,
                        PlanReport.class,
                        this::plan)
                .by(Role.READ)
                .ofUpTo(LONGEST_BODY);
    }

    private PlanReport plan(OperationCall<PlanRequest> call) throws OperationFailure {
        if (!one.tryAcquire()) {
            throw OperationFailure.notReady("another plan is being made: ask again later");
        }
        try {
            return plan(call.body());
        } catch (OutOfMemoryError tooLittle) {
            throw OperationFailure.refused("the plan takes more memory than this process has: give it more (-Xmx)");
        } finally {
            one.release();
        }
    }

    private PlanReport plan(PlanRequest request) throws OperationFailure {
        Merged present = sources.merged();
        if (present == null) {
            throw OperationFailure.notReady("the YAML is being read for the first time: ask again later");
        }
        Loaded loaded = loader.load(request.files().stream()
                .map(file -> new YamlText(file.name(), file.text()))
                .toList());
        if (loaded instanceof Loaded.Bad bad) {
            return PlanReport.ofProblems(bad.problems());
        }
        Merged yaml = ((Loaded.Good) loaded).merged();
        RoutePreview routed = routes.preview(yaml, present.catalog());
        Catalog then = routed.merged().catalog();
        Set<Target> targets = Targets.of(then);
        Map<Target, TargetStatus> statuses = statuses(targets);
        CatalogDifference difference = CatalogComparison.between(
                present.catalog(),
                drains(orders.inForce()),
                then,
                drains(orders.inForceWith(then.drains())),
                request.allUp()
                        ? target -> TargetStatus.NEVER_JUDGED
                        : target -> statuses.computeIfAbsent(target, prober::of),
                databases.get(),
                MOST);
        return PlanReport.of(
                difference,
                directory.refusals(yaml.catalog()),
                waiting.apply(then.server()),
                routed.unread(),
                request.allUp()
                        ? 0
                        : (int) targets.stream()
                                .filter(target -> TargetStatus.NEVER_JUDGED.equals(statuses.get(target)))
                                .count());
    }

    /** Each target's is asked once, so that both catalogs are compared by the same verdicts. */
    private Map<Target, TargetStatus> statuses(Set<Target> targets) {
        Map<Target, TargetStatus> statuses =
                new HashMap<>(prober.foresee(targets).toCompletableFuture().join());
        targets.forEach(target -> statuses.computeIfAbsent(target, prober::of));
        return statuses;
    }

    private static List<Drain> drains(Collection<Order> inForce) {
        return inForce.stream().map(Order::drain).toList();
    }
}
