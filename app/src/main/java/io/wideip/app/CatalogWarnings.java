package io.wideip.app;

import io.wideip.config.catalog.Warning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The warnings of the catalog in use. The log has those that are new. Thread-safe. */
final class CatalogWarnings implements Supplier<List<Warning>> {
    private static final Logger LOG = LoggerFactory.getLogger("serve");
    private static final int MOST_LINES = 5;

    private volatile List<Warning> current = List.of();

    @Override
    public List<Warning> get() {
        return current;
    }

    synchronized void tell(List<Warning> warnings) {
        Set<Warning> told = new HashSet<>(current);
        List<Warning> fresh =
                warnings.stream().filter(warning -> !told.contains(warning)).toList();
        current = List.copyOf(warnings);
        fresh.stream().limit(MOST_LINES).forEach(warning -> LOG.warn("{}", warning));
        if (fresh.size() > MOST_LINES) {
            LOG.warn("and {} more warnings: 'wideip check' lists them", fresh.size() - MOST_LINES);
        }
    }
}
