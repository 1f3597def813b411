package io.wideip.config.orders;

import io.wideip.config.PlannedDrain;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All orders there are: those that operators gave, which are kept over a restart, and those that the YAML plans. Thread-safe; what
 * changes the operators' blocks for as long as the disk takes, and holds up nobody who reads.
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
    /** Replaced when it changes, as the list of the others is. */
    private volatile Map<String, Order> given = Map.of();

    private volatile List<Order> planned = List.of();

    public Orders(InstantSource clock) {
        this.clock = clock;
    }

    /** Reads what operators gave before the restart, and keeps there what they give from now on. */
    public synchronized void remember(StateDirectory directory) {
        state = directory;
        file = directory.file(NAME, OrderText.VERSION);
        Path path = directory.path();
        boolean found = path != null && Files.exists(path.resolve(NAME));
        StateFile.Saved saved = file.read();
        if (saved == null && path != null && Files.exists(path.resolve(NAME))) {
            file.setAside("it can't be read"); // Else the next order would take its place.
        }
        if (saved == null && found) {
            lost();
        }
        Map<String, Order> before = new LinkedHashMap<>();
        try {
            for (Order order : saved == null ? List.<Order>of() : OrderText.parse(saved.text())) {
                before.put(order.id(), order);
            }
        } catch (RuntimeException e) {
            before.clear();
            file.setAside("its lines can't be understood (" + e + ")");
            lost();
        }
        given = lasting(before, clock.instant());
        given.values().forEach(order -> log.info("kept over the restart: {}", order));
    }

    private static void lost() {
        log.error(
                "the drains that were given before the restart are lost, and what they drained is in the answers again: "
                        + "give them again ('wideip drains' at another server lists them)");
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
    public void plan(Map<String, PlannedDrain> drains) {
        planned = planned(drains);
    }

    private static List<Order> planned(Map<String, PlannedDrain> drains) {
        return drains.entrySet().stream()
                .map(drain -> Order.planned(drain.getKey(), drain.getValue()))
                .toList();
    }

    /** Those in force and those to come, the YAML's first, then the operators' as they were given. */
    public List<Order> all() {
        Instant now = clock.instant();
        return with(planned).filter(order -> !order.hasEnded(now)).toList();
    }

    /** Those in force now, in the same order. */
    public List<Order> inForce() {
        return inForce(planned);
    }

    /** Those that would be in force now, in the same order, if these of the YAML were in the place of those before. */
    public List<Order> inForceWith(Map<String, PlannedDrain> drains) {
        return inForce(planned(drains));
    }

    private List<Order> inForce(List<Order> yaml) {
        Instant now = clock.instant();
        return with(yaml).filter(order -> order.isInForce(now)).toList();
    }

    private Stream<Order> with(List<Order> yaml) {
        return Stream.concat(yaml.stream(), given.values().stream());
    }

    /** What an operator gave by this id; null where that has ended, or never was. */
    public @Nullable Order given(String id) {
        Order order = given.get(id);
        return order == null || order.hasEnded(clock.instant()) ? null : order;
    }

    /**
     * Takes an operator's order, which is on the disk then where one is configured.
     *
     * @throws NotSavedException where it can't be saved: then all is as before
     * @throws IllegalStateException where there are too many
     */
    public synchronized void give(Order order) throws NotSavedException {
        Map<String, Order> next = lasting(given, clock.instant());
        if (next.size() >= MOST) {
            throw new IllegalStateException("there are " + MOST + " orders: resume some first");
        }
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

    private static Map<String, Order> lasting(Map<String, Order> orders, Instant now) {
        Map<String, Order> lasting = new LinkedHashMap<>(orders);
        lasting.values().removeIf(order -> order.hasEnded(now));
        return lasting;
    }

    private void save(Map<String, Order> next) throws NotSavedException {
        if (!file.save(OrderText.format(next.values()), clock.instant()) && areKept()) {
            throw new NotSavedException("the order was not taken, because " + state.path()
                    + " can't be written and a restart would lose it: the log says why");
        }
        given = next;
    }
}
