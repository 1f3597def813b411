package io.wideip.app.drains;

import io.wideip.app.metrics.Metrics;
import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.orders.NotSavedException;
import io.wideip.config.orders.Order;
import io.wideip.config.orders.Orders;
import io.wideip.config.standing.Drain;
import io.wideip.config.state.StateDirectory;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.snapshot.DrainPreview;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the answers follow the orders. A thread looks at the clock, so that an order begins and ends by itself. Thread-safe: one
 * order at a time.
 */
public final class Drains implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("drains");
    /** An order must be in all answers within a second of its time. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Orders orders;
    private final SnapshotCompiler compiler;
    private final Metrics metrics;
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread looking = new Thread(work, "drains");
        looking.setDaemon(true);
        return looking;
    });
    /** What the answers hold. */
    private Map<Order, Drain> applied = Map.of();

    private boolean failing;

    public Drains(Orders orders, SnapshotCompiler compiler, Metrics metrics) {
        this.orders = orders;
        this.compiler = compiler;
        this.metrics = metrics;
    }

    /** Takes what operators gave before a restart, and follows the clock from now on; to be called before anything is answered. */
    public synchronized void remember(StateDirectory state) {
        orders.remember(state);
        apply();
        thread.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Compiles a change of the catalog together with the drains that it plans: neither answers without the other. Where it throws,
     * those that the catalog before planned are in force.
     *
     * @param origins what defines a wide IP that has changed, for people
     */
    public void compile(CatalogChange change, ChangeCause cause, Function<DomainName, @Nullable String> origins) {
        try {
            compiler.catalog(change, cause, origins, () -> {
                orders.plan(change.after().drains());
                return drains(orders.inForce());
            });
        } catch (RuntimeException | Error failure) {
            Catalog before = change.before();
            orders.plan(before == null ? Map.of() : before.drains());
            throw failure;
        } finally {
            look();
        }
    }

    /** What would change with one more order. */
    DrainPreview previewWith(Order order) {
        List<Drain> drains = new ArrayList<>(drains(orders.inForce()));
        // What it comes to in the end.
        drains.add(order.drain());
        return compiler.preview(drains);
    }

    /** What would change without these orders. */
    DrainPreview previewWithout(Collection<Order> ended) {
        return compiler.preview(drains(orders.inForce().stream()
                .filter(order -> !ended.contains(order))
                .toList()));
    }

    /** Takes an order, which is kept and in all answers when this returns. */
    synchronized void give(Order order) throws NotSavedException {
        orders.give(order);
        apply();
    }

    /** Ends operators' orders, likewise. */
    synchronized void end(Collection<Order> ended) throws NotSavedException {
        for (Order order : ended) {
            orders.resume(order.id());
        }
        apply();
    }

    private List<Drain> drains(List<Order> of) {
        Instant now = orders.now();
        return of.stream().map(order -> order.drainAt(now)).toList();
    }

    /** A catalog must not fail for an order, which is tried again. */
    private synchronized void look() {
        try {
            apply();
        } catch (RuntimeException | Error defect) {
            if (!failing) {
                LOG.error("drains could not be compiled: the answers stay as they were; it is tried again", defect);
            }
            failing = true;
        }
    }

    private void apply() {
        Map<Order, Drain> now = new LinkedHashMap<>();
        orders.inForce().forEach(order -> now.put(order, order.drainAt(orders.now())));
        if (now.equals(applied)) {
            return;
        }
        List<String> changes = new ArrayList<>();
        applied.keySet().stream()
                .filter(order -> !now.containsKey(order))
                .forEach(order -> changes.add("ended: " + order));
        now.forEach((order, drain) -> {
            Drain before = applied.get(order);
            if (before == null) {
                changes.add("in force: " + order);
            } else if (!before.equals(drain)) {
                changes.add(drain.left() * 10 + " % of the weight left: " + order);
            }
        });
        List<ChangeCause> causes = changes.stream()
                .map(text -> new ChangeCause(ChangeCause.Kind.ORDER, text))
                .toList();
        metrics.compiled(Metrics.Cause.ORDER, () -> compiler.drain(() -> drains(orders.inForce()), causes));
        applied = now;
        failing = false;
        changes.forEach(change -> LOG.info("{}", change));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
