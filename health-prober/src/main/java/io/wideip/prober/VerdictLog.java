package io.wideip.prober;

import io.wideip.config.standing.Verdict;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of each verdict that changes, but not of thousands one by one: of those for the worse that come close together the first few have a
 * line each, and the rest are counted by datacenter; so are those for the better. Not thread-safe.
 */
final class VerdictLog {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);

    private static final int MOST_LINES = 5;
    private static final long TOGETHER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Burst down = new Burst("down");
    private final Burst up = new Burst("up");

    /** @param now in nanoseconds of a clock that never goes back */
    void tell(Tracked one, long now) {
        (one.status().verdict() == Verdict.DOWN ? down : up).tell(one, now);
    }

    /** Tells of the rest when its time is over; to be called now and then. */
    void sweep(long now) {
        down.sweep(now);
        up.sweep(now);
    }

    /** Verdicts of one kind that come close together. */
    private static final class Burst {
        private final String verdict;
        private final Map<String, Integer> further = new TreeMap<>();
        private long began;
        private int lines;

        Burst(String verdict) {
            this.verdict = verdict;
        }

        void tell(Tracked one, long now) {
            sweep(now);
            if (lines == 0) {
                began = now;
            }
            boolean hasLine = lines < MOST_LINES;
            if (hasLine) {
                lines++;
            } else {
                further.merge(one.datacenter(), 1, Integer::sum);
            }
            log.atLevel(hasLine ? Level.INFO : Level.DEBUG)
                    .addKeyValue("target", one.target.address())
                    .addKeyValue("datacenter", one.datacenter())
                    .addKeyValue("reason", one.status().reason())
                    .log(
                            "{} is {}: {}",
                            one.description(),
                            verdict,
                            one.status().reason());
        }

        void sweep(long now) {
            if (lines == 0 || now - began < TOGETHER_NANOS) {
                return;
            }
            if (further.isEmpty()) {
                lines = 0;
                return;
            }
            int all = further.values().stream().mapToInt(Integer::intValue).sum();
            String places = further.entrySet().stream()
                    .map(entry -> entry.getValue() + " in datacenter " + entry.getKey())
                    .collect(Collectors.joining(", "));
            log.info(
                    "{} further target{} {} ({}) within 10 s; DEBUG names each",
                    all,
                    all == 1 ? "" : "s",
                    verdict,
                    places);
            further.clear();
            // More may follow: no line for each of them until there is quiet for a while.
            began = now;
        }
    }
}
