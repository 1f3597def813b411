package io.wideip.routes.mapping;

import io.wideip.config.Cluster;
import io.wideip.config.DomainName;
import io.wideip.config.Vip;
import io.wideip.config.Zone;
import io.wideip.routes.Admission;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem.Reason;
import io.wideip.routes.annotation.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From one Route to the names that it claims and may claim. */
final class ClaimReader {
    private static final String HOSTNAME = "hostname";
    private static final String VIP = "vip";
    private static final String ROUTER_NAME = "router-name";

    private final Map<String, Cluster> clusters;
    private final FreeNames names;
    private final ClaimRules rules;

    ClaimReader(Map<String, Cluster> clusters, FreeNames names, ClaimRules rules) {
        this.clusters = clusters;
        this.names = names;
        this.rules = rules;
    }

    /**
     * The claims of a Route; none where it is not annotated, or no router that counts has admitted it yet.
     *
     * @param annotations of the Route; problems are recorded there
     */
    List<Claim> read(KnownRoute known, Annotations annotations) {
        Cluster cluster = clusters.get(known.route().key().cluster());
        if (!Boolean.TRUE.equals(annotations.flag("enabled")) || cluster == null) {
            return List.of();
        }
        List<Reach> reaches = reaches(known, cluster, annotations);
        if (reaches.isEmpty()) {
            return List.of();
        }
        Map<DomainName, List<Reach>> byName = new LinkedHashMap<>();
        Set<DomainName> hosts = new TreeSet<>();
        DomainName hostname = hostname(annotations);
        for (Reach reach : reaches) {
            DomainName host = isForAnotherHost(known.route(), reach)
                    ? null
                    : host(known.route(), reach.host(), hostname == null ? annotations : null);
            if (host != null) {
                hosts.add(host);
            }
            DomainName name = hostname == null ? host : hostname;
            if (name != null) {
                byName.computeIfAbsent(name, any -> new ArrayList<>(1)).add(reach);
            }
        }
        List<Claim> claims = new ArrayList<>(1);
        byName.forEach((name, by) -> {
            List<Reach> possible = possible(known, name, by, annotations);
            if (!possible.isEmpty()) {
                claims.add(new Claim(known, name, hosts.contains(name), possible));
            }
        });
        return claims;
    }

    private static List<Reach> reaches(KnownRoute known, Cluster cluster, Annotations annotations) {
        String only = routerName(cluster, annotations);
        Vip vip = vip(cluster, annotations);
        List<Reach> reaches = new ArrayList<>(1);
        Set<String> counting = new TreeSet<>();
        for (Admission admission : known.admissions()) {
            Vip byRouter = cluster.vip(admission.router());
            if (byRouter == null) {
                continue;
            }
            counting.add(admission.router());
            if (only == null || only.equals(admission.router())) {
                reaches.add(new Reach(
                        cluster,
                        admission.router(),
                        vip == null ? byRouter : vip,
                        admission.host(),
                        admission.admitted()));
            }
        }
        if (reaches.isEmpty() && !counting.isEmpty()) {
            annotations.refuse(
                    ROUTER_NAME,
                    "this router has not admitted the Route: name one that has, "
                            + counting.stream().map(VisibleText::quoted).collect(Collectors.joining(" or ")));
        }
        return reaches;
    }

    /** A router that refuses the host that the Route has now has ended the claim to the one that it had. */
    private static boolean isForAnotherHost(Route route, Reach reach) {
        return !reach.admitted()
                && route.ingress().stream()
                        .anyMatch(ingress -> ingress.router().equals(reach.router())
                                && Boolean.FALSE.equals(ingress.admitted())
                                && !ingress.host().isEmpty()
                                && !ingress.host().equalsIgnoreCase(reach.host()));
    }

    private static @Nullable String routerName(Cluster cluster, Annotations annotations) {
        return cluster.vip() == null
                ? annotations.reference(ROUTER_NAME, "router", cluster.routers().keySet())
                : annotations.text(ROUTER_NAME);
    }

    private static @Nullable Vip vip(Cluster cluster, Annotations annotations) {
        Map<String, Vip> vips = new LinkedHashMap<>();
        if (cluster.vip() != null) {
            vips.put(cluster.vip().name(), cluster.vip());
        }
        cluster.routers().values().forEach(vip -> vips.put(vip.name(), vip));
        String name = annotations.text(VIP);
        if (name != null && !vips.containsKey(name)) {
            annotations.refuse(
                    VIP, "write a VIP of the cluster '" + cluster.name() + "', " + String.join(" or ", vips.keySet()));
        }
        return vips.get(name);
    }

    private static @Nullable DomainName hostname(Annotations annotations) {
        DomainName name = annotations.domainName(HOSTNAME);
        if (name == null || isAName(name)) {
            return name;
        }
        annotations.refuse(HOSTNAME, "a '*' stands for a whole first label, as in *.example.com");
        return null;
    }

    private static boolean isAName(DomainName name) {
        return name.text().lastIndexOf('*') < 0
                || name.isWildcard() && name.text().lastIndexOf('*') == 0;
    }

    /**
     * The name that an admitted host stands for; null where it is none.
     *
     * @param reported null where nobody needs to know why not
     */
    private static @Nullable DomainName host(Route route, String host, @Nullable Annotations reported) {
        try {
            if (VisibleText.fits(host)) {
                String written = host.toLowerCase(Locale.ROOT);
                DomainName name = DomainName.parse(
                        route.wildcard() ? "*" + written.substring(Math.max(0, written.indexOf('.'))) : written);
                if (isAName(name)) {
                    return name;
                }
            }
        } catch (IllegalArgumentException e) {
            // Told below, like any other.
        }
        if (reported != null) {
            reported.report(
                    null,
                    "the admitted host " + VisibleText.quoted(host) + " is no name: give the Route another, or write '"
                            + reported.fullName(HOSTNAME) + "'",
                    Reason.NAME_NOT_ALLOWED);
        }
        return null;
    }

    /** Those by which the Route may be answered under the name. */
    private List<Reach> possible(KnownRoute known, DomainName name, List<Reach> reaches, Annotations annotations) {
        Zone zone = names.zoneHolding(name);
        if (zone == null) {
            annotations.report(HOSTNAME, names.outsideZones(name), Reason.NAME_NOT_ALLOWED);
            return List.of();
        }
        String notAllowed = rules.refusal(known, name, zone);
        if (notAllowed != null) {
            annotations.report(HOSTNAME, notAllowed, Reason.NAME_NOT_ALLOWED);
            return List.of();
        }
        FreeNames.Refusal refusal = names.refusal(name, zone);
        if (refusal != null) {
            annotations.report(HOSTNAME, refusal.what(), refusal.reason());
            return List.of();
        }
        List<Reach> possible = new ArrayList<>(reaches.size());
        for (Reach reach : reaches) {
            String conflict = names.conflict(name, zone, reach.vip());
            if (conflict == null) {
                possible.add(reach);
            } else {
                annotations.report(HOSTNAME, conflict, Reason.NAME_NOT_ALLOWED);
            }
        }
        return possible;
    }
}
