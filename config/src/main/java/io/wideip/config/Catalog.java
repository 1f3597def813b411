package io.wideip.config;

import java.util.List;
import java.util.Map;

/**
 * All that is configured: immutable, its references resolved, free of contradictions. Maps keep the order in which things
 * were written.
 */
public record Catalog(
        ServerOptions server,
        Map<DomainName, Zone> zones,
        Map<String, Datacenter> datacenters,
        Map<String, HealthCheck> healthChecks,
        Map<String, Vip> vips,
        Map<String, Pool> pools,
        List<TopologyRule> topology,
        Map<String, Cluster> clusters,
        RouteOptions routes,
        Map<String, PlannedDrain> drains,
        WideIps wideIps) {}
