package io.wideip.app;

import io.wideip.app.metrics.ClusterMetrics;
import io.wideip.routes.RouteKey;
import io.wideip.routes.mapping.RouteOutcome;
import io.wideip.routes.source.RouteSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What has become of each Route: told to the log and the metrics when it is another. Thread-safe. */
final class RouteOutcomes implements RouteSource.Listener {
    private static final Logger LOG = LoggerFactory.getLogger("routes");
    /** Of one update: a mistake in a template has as many problems as there are Routes. */
    private static final int MOST_LINES = 20;

    private final ClusterMetrics metrics;
    private final LongSupplier nanos;
    private final Map<RouteKey, RouteOutcome> outcomes = new HashMap<>();

    /** @param nanos the store's clock */
    RouteOutcomes(ClusterMetrics metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
    }

    @Override
    public synchronized void mapped(Map<RouteKey, RouteOutcome> mapped) {
        List<String> served = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        mapped.forEach((key, now) -> {
            RouteOutcome known = now.equals(RouteOutcome.NONE) ? outcomes.remove(key) : outcomes.put(key, now);
            RouteOutcome before = known == null ? RouteOutcome.NONE : known;
            metrics.moved(key.cluster(), kind(before), kind(now));
            if (!now.serves().equals(before.serves())) {
                served.add(key + ": " + now.serves());
            }
            now.problems().stream()
                    .filter(problem -> !before.problems().contains(problem))
                    .forEach(problem -> problems.add(problem.toString()));
        });
        tell(served, Level.INFO, "further Routes that serve otherwise now: {}");
        tell(problems, Level.WARN, "further problems of Routes: {}");
    }

    private static void tell(List<String> lines, Level level, String others) {
        lines.stream().limit(MOST_LINES).forEach(line -> LOG.atLevel(level).log("{}", line));
        if (lines.size() > MOST_LINES) {
            LOG.atLevel(level).log(others, lines.size() - MOST_LINES);
        }
    }

    private static ClusterMetrics.Outcome kind(RouteOutcome outcome) {
        if (outcome.served().isEmpty()) {
            return outcome.problems().isEmpty() ? ClusterMetrics.Outcome.NONE : ClusterMetrics.Outcome.REFUSED;
        }
        return outcome.problems().isEmpty() ? ClusterMetrics.Outcome.SERVING : ClusterMetrics.Outcome.PROBLEM;
    }

    @Override
    public void answered(String cluster, long since) {
        metrics.answered(Duration.ofNanos(nanos.getAsLong() - since));
    }
}
