package io.wideip.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoDatabases;

/** The databases of where clients are. Thread-safe. */
final class GeoMetrics implements MultiCollector {
    private final GeoDatabases databases;

    GeoMetrics(GeoDatabases databases) {
        this.databases = databases;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeRows built = new GaugeRows(
                "wideip_geo_database_build_timestamp_seconds", "When each database in use was made", "file");
        for (GeoDatabase database : databases.current()) {
            built.add(
                    (double) database.built().getEpochSecond(), database.file().toString());
        }
        GaugeRows refused = new GaugeRows(
                "wideip_geo_database_refused", "Whether each file, as it is now, could not be put to use", "file");
        databases.faults().forEach((file, fault) -> refused.add(fault.isPresent() ? 1 : 0, file.toString()));
        return new MetricSnapshots(built.build(), refused.build());
    }
}
