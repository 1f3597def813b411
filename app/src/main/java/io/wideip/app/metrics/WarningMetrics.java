package io.wideip.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Warning;
import java.util.List;
import java.util.function.Supplier;

/** The warnings of the catalog in use, of every code. Thread-safe. */
final class WarningMetrics implements MultiCollector {
    private final Supplier<List<Warning>> warnings;

    WarningMetrics(Supplier<List<Warning>> warnings) {
        this.warnings = warnings;
    }

    @Override
    public MetricSnapshots collect() {
        List<Warning> current = warnings.get();
        GaugeRows rows = new GaugeRows(
                "wideip_catalog_warnings",
                "What is legal in the YAML and surely not meant, at most 21 of a code",
                "code");
        for (WarningCode code : WarningCode.values()) {
            rows.add(
                    (int) current.stream()
                            .filter(warning -> warning.code() == code)
                            .count(),
                    code.text());
        }
        return new MetricSnapshots(rows.build());
    }
}
