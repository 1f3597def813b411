package io.wideip.app;

import io.wideip.app.explain.GeoWideIps;
import io.wideip.config.Catalog;
import io.wideip.config.Member;
import io.wideip.config.Region;
import io.wideip.config.WarningCode;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Warning;
import io.wideip.dns.geo.Location;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.GeoDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what can't be meant in the topology, by looking at it as compiled with the databases. */
public final class TopologyReview {
    private final Merged merged;
    private final Catalog catalog;
    private final Topology topology;
    /** Whether every database that the YAML names could be read here. */
    private final boolean complete;

    private final List<Warning> warnings = new ArrayList<>();

    private TopologyReview(Merged merged, Topology topology, boolean complete) {
        this.merged = merged;
        catalog = merged.catalog();
        this.topology = topology;
        this.complete = complete;
    }

    /** Compiles the topology with these databases, as {@code serve} would. */
    public static List<Warning> of(Merged merged, List<GeoDatabase> databases) {
        Catalog catalog = merged.catalog();
        return of(merged, Topology.of(catalog.topology(), catalog.datacenters().values(), databases), databases.size());
    }

    /**
     * Of what is compiled.
     *
     * @param topology of the catalog
     * @param databases how many it was compiled with: where some are missing, nothing is said of what may depend on them
     */
    static List<Warning> of(Merged merged, Topology topology, int databases) {
        TopologyReview review = new TopologyReview(
                merged,
                topology,
                databases == merged.catalog().server().geo().databases().size());
        review.rules();
        if (review.complete) {
            review.answers();
        }
        review.warnings.removeIf(warning -> merged.ignoredWarnings().contains(warning.code()));
        return review.warnings;
    }

    private void rules() {
        if (!complete
                && catalog.topology().stream().anyMatch(rule -> rule.clients().takesOutByDatabase())) {
            return; // Whom a rule leaves to those behind it is not known.
        }
        boolean hasDatabases = !catalog.server().geo().databases().isEmpty();
        for (int rule = 0; rule < catalog.topology().size(); rule++) {
            Region clients = catalog.topology().get(rule).clients();
            if (topology.decides(rule) || !complete && clients.asksDatabase()) {
                continue;
            }
            boolean lacksDatabase = clients.asksDatabase() && !clients.hasSubnets() && !hasDatabases;
            warn(
                    WarningCode.RULE_NEVER_MATCHES,
                    merged.provenance().topology(rule),
                    lacksDatabase
                            ? "the rule asks where clients are, and no database says so: name one in server.geo.databases,"
                                    + " or write their subnets"
                            : "the rule decides for no client: other rules hold all of its clients (those by subnets do so"
                                    + " wherever they stand), its own 'not' takes them out, or the databases know none; move"
                                    + " it up, take its clients out of the others, or remove it");
        }
    }

    private void answers() {
        // The datacenters among which a wide IP or a pool chooses: many have the same.
        Set<Set<String>> used = new LinkedHashSet<>();
        Set<WideIpSettings> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> ordered = new HashSet<>();
        topology.locations().forEach(location -> ordered.addAll(location.order()));
        catalog.wideIps().forEach(wideIp -> {
            if (GeoWideIps.include(wideIp.settings()) && seen.add(wideIp.settings())) {
                Set<String> own = datacenters(wideIp.settings());
                used.addAll(choices(wideIp.settings()));
                if (own.size() > 1 && Collections.disjoint(own, ordered)) {
                    warn(
                            WarningCode.GEO_WITHOUT_ORDER,
                            merged.provenance().wideIp(wideIp.name()),
                            "policy geo, and no client prefers any of its datacenters, so all get what is written first:"
                                    + " write rules in 'topology', or name a database and give the datacenters positions");
                }
            }
        });
        // Where nothing is ordered, each wide IP has been told of.
        used.removeIf(own -> Collections.disjoint(own, ordered));
        Set<String> unpreferred = new LinkedHashSet<>();
        used.forEach(unpreferred::addAll);
        for (Location location : topology.locations()) {
            used.forEach(own -> unpreferred.removeAll(preferred(location, own)));
        }
        for (String datacenter : unpreferred) {
            warn(
                    WarningCode.DATACENTER_NOT_PREFERRED,
                    merged.provenance().of("datacenters", datacenter),
                    "no client prefers the datacenter '" + datacenter
                            + "': by policy geo it gets some only when others are down; prefer it in 'topology', or give"
                            + " it a position");
        }
    }

    /** The datacenters among which the policy geo chooses, in each tier that has it. */
    private static List<Set<String>> choices(WideIpSettings settings) {
        List<Set<String>> choices = new ArrayList<>();
        if (GeoWideIps.isGeo(settings.policy())) {
            choices.add(datacenters(settings));
        }
        if (settings.choices() instanceof WideIp.Pools pools) {
            pools.pools().stream()
                    .map(each -> each.pool())
                    .filter(pool -> GeoWideIps.isGeo(pool.policy()))
                    .forEach(pool -> choices.add(datacenters(pool.members().stream())));
        }
        return choices;
    }

    /** Of these datacenters those that clients at a location get while all are up. */
    private static Set<String> preferred(Location location, Set<String> own) {
        for (List<String> rank : location.ranks()) {
            Set<String> first = new HashSet<>(rank);
            first.retainAll(own);
            Set<String> weighted = new HashSet<>(first);
            weighted.removeIf(
                    datacenter -> Integer.valueOf(0).equals(location.weights().get(datacenter)));
            if (!first.isEmpty()) {
                return weighted.isEmpty() ? first : weighted;
            }
        }
        return Set.of();
    }

    private static Set<String> datacenters(WideIpSettings settings) {
        return datacenters(
                settings.choices() instanceof WideIp.Pools pools
                        ? pools.pools().stream().flatMap(each -> each.pool().members().stream())
                        : ((WideIp.Members) settings.choices()).members().stream());
    }

    private static Set<String> datacenters(Stream<Member> members) {
        return members.map(member -> member.vip().datacenter().name()).collect(Collectors.toUnmodifiableSet());
    }

    private void warn(WarningCode code, @Nullable Origin origin, String what) {
        if (origin != null) {
            warnings.add(new Warning(code, origin, what));
        }
    }
}
