package io.wideip.config.orders;

import io.wideip.config.PlannedDrain;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All orders there are: those that operators gave, which are kept over a restart, and those that the YAML plans. Thread-safe; what
 * changes the operators' blocks for as long as the disk takes.
 */
public final class Orders {
    /** Operators give no more than so many at a time: more are a loop in a script. */
    public static final int MOST = 1_000;
    /** The name of the file. */
    static final String NAME = "drains";

    private static final Logger log = LoggerFactory.getLogger(Orders.class);

    private final InstantSource clock;
    private StateDirectory state = StateDirectory.NONE;
    private StateFile file = StateDirectory.NONE.file(NAME, OrderText.VERSION);
    private Map<String, Order> given = new LinkedHashMap<>();
    private List<Order> planned = List.of();

    public Orders(InstantSource clock) {
        this.clock = clock;
    }

    /** Reads what operators gave before the restart, and keeps there what they give from now on. */
    public synchronized void remember(StateDirectory directory) {
        state = directory;
        file = directory.file(NAME, OrderText.VERSION);
        StateFile.Saved saved = file.read();
        Path path = directory.path();
        if (saved == null && path != null && Files.exists(path.resolve(NAME))) {
            file.setAside("it can't be read"); // Else the next order would take its place.
        }
        try {
            for (Order order : saved == null ? List.<Order>of() : OrderText.parse(saved.text())) {
                given.put(order.id(), order);
            }
        } catch (RuntimeException e) {
            given.clear();
            file.setAside("its lines can't be understood (" + e + ")");
        }
        forgetEnded(clock.instant());
        given.values().forEach(order -> log.info("kept over the restart: {}", order));
    }

    /** By the clock that decides what is in force. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether an operator's order outlasts a restart. */
    public synchronized boolean areKept() {
        return state.path() != null;
    }

    /** Takes these of the YAML in the place of those before. */
    public synchronized void plan(Map<String, PlannedDrain> drains) {
        planned = planned(drains);
    }

    private static List<Order> planned(Map<String, PlannedDrain> drains) {
        return drains.entrySet().stream()
                .map(drain -> Order.planned(drain.getKey(), drain.getValue()))
                .toList();
    }

    /** Those in force and those to come, the YAML's first, then the operators' as they were given. */
    public synchronized List<Order> all() {
        Instant now = clock.instant();
        forgetEnded(now);
        List<Order> all = new ArrayList<>(planned);
        all.addAll(given.values());
        all.removeIf(order -> order.hasEnded(now));
        return List.copyOf(all);
    }

    /** Those in force now, in the same order. */
    public List<Order> inForce() {
        Instant now = clock.instant();
        return all().stream().filter(order -> order.isInForce(now)).toList();
    }

    /** Those that would be in force now, in the same order, if these of the YAML were in the place of those before. */
    public synchronized List<Order> inForceWith(Map<String, PlannedDrain> drains) {
        Instant now = clock.instant();
        List<Order> all = new ArrayList<>(planned(drains));
        all.addAll(given.values());
        all.removeIf(order -> !order.isInForce(now));
        return List.copyOf(all);
    }

    /** What an operator gave by this id; null where that has ended, or never was. */
    public synchronized @Nullable Order given(String id) {
        forgetEnded(clock.instant());
        return given.get(id);
    }

    /**
     * Takes an operator's order, which is on the disk then where one is configured.
     *
     * @throws NotSavedException where it can't be saved: then all is as before
     * @throws IllegalStateException where there are too many
     */
    public synchronized void give(Order order) throws NotSavedException {
        forgetEnded(clock.instant());
        if (given.size() >= MOST) {
            throw new IllegalStateException("there are " + MOST + " orders: resume some first");
        }
        Map<String, Order> next = new LinkedHashMap<>(given);
        next.put(order.id(), order);
        save(next);
    }

    /**
     * Ends an operator's order; without effect where there is none of this id.
     *
     * @throws NotSavedException where that can't be saved: then all is as before
     */
    public synchronized void resume(String id) throws NotSavedException {
        Map<String, Order> next = new LinkedHashMap<>(given);
        if (next.remove(id) != null) {
            save(next);
        }
    }

    private void forgetEnded(Instant now) {
        given.values().removeIf(order -> order.hasEnded(now));
    }

    private void save(Map<String, Order> next) throws NotSavedException {
        if (!file.save(OrderText.format(next.values()), clock.instant()) && areKept()) {
            throw new NotSavedException("the order was not taken, because " + state.path()
                    + " can't be written and a restart would lose it: the log says why");
        }
        given = next;
    }
}
