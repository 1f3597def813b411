package io.wideip.config.catalog;

import io.wideip.config.Cluster;
import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.PlannedDrain;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.RouteOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.TopologyRule;
import io.wideip.config.Vip;
import io.wideip.config.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The base of a catalog, all but its wide IPs: references resolved, defaults filled in. Immutable. */
final class Base {
    private final BaseDefinitions definitions;
    private final CheckTimes checkTimes;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<DomainName, Zone> zones;
    private final Map<String, Zone> zonesByText = new HashMap<>();
    private final Map<String, Datacenter> datacenters;
    private final Map<String, HealthCheck> healthChecks;
    private final Map<String, Vip> vips;
    private final Map<String, Pool> pools;
    private final Map<String, Cluster> clusters;
    private final Map<String, PlannedDrain> drains;
    private final WideIpMerge wideIps;

    Base(BaseDefinitions definitions) {
        this.definitions = definitions;
        checkTimes = definitions.defaults().definition().checkTimes().over(CheckTimes.BUILT_IN);
        zones = definitions(definitions.zones());
        zones.forEach((name, zone) -> zonesByText.put(name.text(), zone));
        datacenters = definitions(definitions.datacenters());
        healthChecks = each(definitions.healthChecks(), (name, check) -> healthCheck(name, check.definition()));
        vips = each(definitions.vips(), this::vip);
        pools = each(definitions.pools(), (name, pool) -> pool(name, pool.definition(), unknown(pool, "members")));
        clusters = each(definitions.clusters(), this::cluster);
        drains = definitions(definitions.drains());
        wideIps = new WideIpMerge(this);
    }

    /** From a name and its definition to the model. */
    private interface Merging<T, R> {
        @Nullable
        R of(String name, Defined<T> defined);
    }

    /** Told of a name that is not defined. */
    interface Unknown {
        void of(String kind, String name);
    }

    private static <K, T> Map<K, T> definitions(Map<K, Defined<T>> defined) {
        Map<K, T> definitions = new LinkedHashMap<>();
        defined.forEach((name, each) -> definitions.put(name, each.definition()));
        return Collections.unmodifiableMap(definitions);
    }

    private static <T, R> Map<String, R> each(Map<String, Defined<T>> defined, Merging<T, R> merging) {
        Map<String, R> merged = new LinkedHashMap<>();
        defined.forEach((name, each) -> {
            R result = merging.of(name, each);
            if (result != null) {
                merged.put(name, result);
            }
        });
        return Collections.unmodifiableMap(merged);
    }

    private @Nullable Vip vip(String name, Defined<VipDefinition> defined) {
        VipDefinition vip = defined.definition();
        Datacenter datacenter = find("datacenter", vip.datacenter(), datacenters, unknown(defined, "datacenter"));
        HealthCheck check = healthCheck(vip.healthCheck(), unknown(defined, "healthCheck"));
        return datacenter == null
                ? null
                : new Vip(name, datacenter, vip.addresses(), vip.hostname(), check, vip.ports());
    }

    private @Nullable Cluster cluster(String name, Defined<ClusterDefinition> defined) {
        ClusterDefinition cluster = defined.definition();
        Datacenter datacenter = find("datacenter", cluster.datacenter(), datacenters, unknown(defined, "datacenter"));
        Vip vip = cluster.vip() == null ? null : vip(cluster.vip(), unknown(defined, "vip"));
        Map<String, Vip> routers = new LinkedHashMap<>();
        cluster.routers().forEach((router, vipName) -> {
            Vip found = vip(vipName, unknown(defined, "routers"));
            if (found != null) {
                routers.put(router, found);
            }
        });
        return datacenter == null
                ? null
                : new Cluster(
                        name,
                        datacenter,
                        cluster.access(),
                        vip,
                        Collections.unmodifiableMap(routers),
                        cluster.namespaces(),
                        cluster.selector());
    }

    private Unknown unknown(Defined<?> defined, String key) {
        return (kind, name) -> {
            Origin origin = defined.origin(key);
            refusals.add(new Refusal(
                    origin == null ? defined.origin() : origin, Refusal.Reason.UNKNOWN_NAME, unknownName(kind, name)));
        };
    }

    static String unknownName(String kind, String name) {
        return "the " + kind + " '" + name + "' is not defined: define it, or name another";
    }

    private static <T> @Nullable T find(String kind, String name, Map<String, T> among, Unknown unknown) {
        T found = among.get(name);
        if (found == null) {
            unknown.of(kind, name);
        }
        return found;
    }

    @Nullable
    HealthCheck healthCheck(@Nullable String name, Unknown unknown) {
        return name == null ? null : find("health check", name, healthChecks, unknown);
    }

    @Nullable
    Vip vip(String name, Unknown unknown) {
        return find("VIP", name, vips, unknown);
    }

    @Nullable
    Pool pool(String name, Unknown unknown) {
        return find("pool", name, pools, unknown);
    }

    Pool pool(String name, PoolDefinition pool, Unknown unknown) {
        return new Pool(name, policy(pool.policy()), members(pool.members(), unknown));
    }

    /** Those whose VIPs are defined. */
    List<Member> members(List<MemberDefinition> definitions, Unknown unknown) {
        List<Member> members = new ArrayList<>(definitions.size());
        for (MemberDefinition member : definitions) {
            Vip vip = vip(member.vip(), unknown);
            HealthCheck check = healthCheck(member.healthCheck(), unknown);
            if (vip != null) {
                members.add(new Member(vip, member.weight(), check, member.drained()));
            }
        }
        return Collections.unmodifiableList(members);
    }

    private @Nullable HealthCheck healthCheck(@Nullable MemberCheck check, Unknown unknown) {
        if (check instanceof MemberCheck.Own own) {
            return healthCheck(own.name(), own.definition());
        }
        return check == null ? null : healthCheck(((MemberCheck.Named) check).name(), unknown);
    }

    private HealthCheck healthCheck(String name, HealthCheckDefinition check) {
        return check.times().over(checkTimes).of(name, check.probe());
    }

    PolicyOptions policy(@Nullable PolicyOptions given) {
        return given == null ? definitions.defaults().definition().policy() : given;
    }

    /** The longest zone that holds the name, or null; costs one look-up for each label. */
    @Nullable
    Zone zoneHolding(DomainName name) {
        String text = name.text();
        while (true) {
            Zone zone = zonesByText.get(text);
            if (zone != null || text.isEmpty()) {
                return zone;
            }
            int dot = text.indexOf('.');
            text = dot < 0 ? "" : text.substring(dot + 1);
        }
    }

    /** What makes settings of definitions with this base. */
    WideIpMerge wideIps() {
        return wideIps;
    }

    BaseDefinitions definitions() {
        return definitions;
    }

    /** What is named and not defined. */
    List<Refusal> refusals() {
        return Collections.unmodifiableList(refusals);
    }

    ServerOptions server() {
        return definitions.server().definition();
    }

    Map<DomainName, Zone> zones() {
        return zones;
    }

    Map<String, Datacenter> datacenters() {
        return datacenters;
    }

    Map<String, HealthCheck> healthChecks() {
        return healthChecks;
    }

    Map<String, Vip> vips() {
        return vips;
    }

    Map<String, Pool> pools() {
        return pools;
    }

    List<TopologyRule> topology() {
        return definitions.topology().stream().map(Defined::definition).toList();
    }

    Map<String, Cluster> clusters() {
        return clusters;
    }

    RouteOptions routes() {
        return definitions.routes().definition();
    }

    Map<String, PlannedDrain> drains() {
        return drains;
    }
}
