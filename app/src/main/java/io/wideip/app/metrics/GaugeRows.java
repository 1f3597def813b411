package io.wideip.app.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One gauge with many rows, made anew for each scrape. */
final class GaugeRows {
    private final GaugeSnapshot.Builder gauge;
    private final String[] labels;

    /** @param labels their names */
    GaugeRows(String name, String help, String... labels) {
        gauge = GaugeSnapshot.builder().name(name).help(help);
        this.labels = labels;
    }

    /** @param values of the labels, in their order */
    void add(double value, String... values) {
        gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(labels, values))
                .value(value)
                .build());
    }

    GaugeSnapshot build() {
        return gauge.build();
    }
}
