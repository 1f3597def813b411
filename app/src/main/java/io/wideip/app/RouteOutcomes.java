package io.wideip.app;

import io.wideip.app.metrics.ClusterMetrics;
import io.wideip.config.catalog.Warning;
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

    private final ClusterMetrics metrics;
    private final LongSupplier nanos;
    private final Map<RouteKey, RouteOutcome> outcomes = new HashMap<>();
    /** A flood of changes, or a mistake in a template, has as many lines as there are Routes. */
    private final BoundedLines servedLines;

    private final BoundedLines problemLines;
    private final BoundedLines warningLines;

    /** @param nanos the store's clock */
    RouteOutcomes(ClusterMetrics metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
        long now = nanos.getAsLong();
        servedLines = new BoundedLines(LOG, Level.INFO, "further Routes that serve otherwise now: {}", now);
        problemLines = new BoundedLines(LOG, Level.WARN, "further problems of Routes: {}", now);
        warningLines = new BoundedLines(LOG, Level.WARN, "further names that leave no room for others: {}", now);
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
        long now = nanos.getAsLong();
        servedLines.tell(served, now);
        problemLines.tell(problems, now);
    }

    private static ClusterMetrics.Outcome kind(RouteOutcome outcome) {
        if (outcome.waits()) {
            return ClusterMetrics.Outcome.WAITING;
        }
        if (outcome.served().isEmpty()) {
            return outcome.problems().isEmpty() ? ClusterMetrics.Outcome.NONE : ClusterMetrics.Outcome.REFUSED;
        }
        return outcome.problems().isEmpty() ? ClusterMetrics.Outcome.SERVING : ClusterMetrics.Outcome.PROBLEM;
    }

    @Override
    public synchronized void warned(List<Warning> warnings) {
        warningLines.tell(warnings.stream().map(Warning::toString).toList(), nanos.getAsLong());
    }

    @Override
    public void answered(String cluster, long since) {
        metrics.answered(Duration.ofNanos(nanos.getAsLong() - since));
    }
}
