package io.wideip.prober;

import io.wideip.config.standing.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of each verdict that changes, but not of thousands one by one: of those that come close together, the first few have a line each, and the
 * rest are counted by datacenter. Not thread-safe.
 */
final class VerdictLog {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);

    static final int MOST_LINES = 5;
    private static final long TOGETHER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long began;
    private int lines;
    private final Map<String, Integer> furtherDown = new TreeMap<>();
    private final Map<String, Integer> furtherUp = new TreeMap<>();

    /** @param now in nanoseconds of a clock that never goes back */
    void tell(Tracked one, long now) {
        sweep(now);
        if (lines == 0) {
            began = now;
        }
        boolean isDown = one.status().verdict() == Verdict.DOWN;
        boolean hasLine = lines < MOST_LINES;
        if (hasLine) {
            lines++;
        } else {
            (isDown ? furtherDown : furtherUp).merge(one.datacenter(), 1, Integer::sum);
        }
        log.atLevel(hasLine ? Level.INFO : Level.DEBUG)
                .addKeyValue("target", one.target.address())
                .addKeyValue("datacenter", one.datacenter())
                .addKeyValue("reason", one.status().reason())
                .log(
                        "{} is {}: {}",
                        one.description(),
                        isDown ? "down" : "up",
                        one.status().reason());
    }

    /** Tells of the rest when its time is over; to be called now and then. */
    void sweep(long now) {
        if (lines == 0 || now - began < TOGETHER_NANOS) {
            return;
        }
        if (furtherDown.isEmpty() && furtherUp.isEmpty()) {
            lines = 0;
            return;
        }
        List<String> further = new ArrayList<>();
        add(further, "down", furtherDown);
        add(further, "up", furtherUp);
        log.info("{} within 10 s; DEBUG names each", String.join(", ", further));
        furtherDown.clear();
        furtherUp.clear();
        // More may follow: no line for each of them until there is quiet for a while.
        began = now;
    }

    private static void add(List<String> further, String verdict, Map<String, Integer> targets) {
        if (!targets.isEmpty()) {
            int all = targets.values().stream().mapToInt(Integer::intValue).sum();
            List<String> places = targets.entrySet().stream()
                    .map(entry -> entry.getValue() + " in datacenter " + entry.getKey())
                    .toList();
            further.add(all + " further targets " + verdict + " (" + String.join(", ", places) + ")");
        }
    }
}
