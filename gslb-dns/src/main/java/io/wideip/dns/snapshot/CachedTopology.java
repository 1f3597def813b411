package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.Datacenter;
import io.wideip.config.TopologyRule;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.GeoDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topology compiled last, so that it is compiled again only when rules, datacenters or databases change. Thread-safe. */
final class CachedTopology {
    private @Nullable Inputs inputs;
    private @Nullable Topology compiled;
    private List<GeoDatabase> databases = List.of();

    private record Inputs(List<TopologyRule> rules, List<Datacenter> datacenters, List<GeoDatabase> databases) {}

    synchronized void databases(List<GeoDatabase> now) {
        databases = List.copyOf(now);
    }

    synchronized List<GeoDatabase> databases() {
        return databases;
    }

    synchronized Topology of(Catalog catalog) {
        Inputs now =
                new Inputs(catalog.topology(), List.copyOf(catalog.datacenters().values()), databases);
        if (compiled == null || !now.equals(inputs)) {
            compiled = Topology.of(now.rules, now.datacenters, now.databases);
            inputs = now;
        }
        return compiled;
    }
}
