package io.wideip.config.catalog;

import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.config.PlannedDrain;
import io.wideip.config.RouteOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.TopologyRule;
import io.wideip.config.WarningCode;
import io.wideip.config.Zone;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is defined but the wide IPs. Server, zones, datacenters, topology, routes and drains have no default that a source could
 * change, so they are the model's own; a key that their origins don't know has its built-in value. Maps keep the order in which
 * things were written.
 */
public record BaseDefinitions(
        Defined<Defaults> defaults,
        Defined<ServerOptions> server,
        Map<DomainName, Defined<Zone>> zones,
        Map<String, Defined<Datacenter>> datacenters,
        Map<String, Defined<HealthCheckDefinition>> healthChecks,
        Map<String, Defined<VipDefinition>> vips,
        Map<String, Defined<PoolDefinition>> pools,
        List<Defined<TopologyRule>> topology,
        Map<String, Defined<ClusterDefinition>> clusters,
        Defined<RouteOptions> routes,
        Map<String, Defined<PlannedDrain>> drains,
        Set<WarningCode> ignoredWarnings) {}
