package io.wideip.dns.snapshot;

import io.wideip.config.ClusterNamePattern;
import io.wideip.config.ClusterPlace;
import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Targets;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.snapshot.Snapshot.Node;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what cluster-specific names answer: a node for each VIP in a zone with some TTL, and which of them a wide IP has. Wide IPs
 * whose members have the same VIPs share both, whatever their policies, checks and drains. Not thread-safe.
 */
final class ClusterNameCompiler {
    /** What is kept for those that come back; what is in use is kept by its node. */
    private static final int MOST = 10_000;

    private final List<ClusterPlace> places;
    private final byte[][] labels;
    private final Map<Reached, ClusterNodes> known = new Kept<>();
    private final Map<Way, Node> nodes = new Kept<>();

    /** The VIPs by which a wide IP is reached in each place. */
    private record Reached(DomainName zone, long ttl, List<@Nullable Vip> vips) {}

    private record Way(DomainName zone, long ttl, Vip vip) {}

    private static final class Kept<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Kept() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    /** @param places all that names can name */
    ClusterNameCompiler(List<ClusterPlace> places) {
        this.places = places;
        labels = places.stream()
                .map(place -> place.label().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /**
     * For names of a zone that are no wide IPs.
     *
     * @param zone its number
     */
    ClusterNodes none(@Nullable ClusterNamePattern pattern, int zone) {
        return ClusterNodes.none(pattern, labels, zone);
    }

    /** For wide IPs of these settings. */
    ClusterNodes of(WideIpSettings settings, ZoneAnswers zone) {
        if (zone.clusterNodes().pattern() == null || places.isEmpty()) {
            return zone.clusterNodes();
        }
        List<Member> members = Targets.members(settings.choices());
        List<@Nullable Vip> vips = new ArrayList<>(places.size());
        places.forEach(place -> vips.add(place.vip(members)));
        Reached reached = new Reached(settings.zone(), settings.ttl().toSeconds(), vips);
        ClusterNodes before = known.get(reached);
        if (before != null) {
            return before;
        }
        @Nullable Node[] reachable = new @Nullable Node[labels.length];
        for (int place = 0; place < reachable.length; place++) {
            Vip vip = vips.get(place);
            reachable[place] = vip == null
                    ? null
                    : nodes.computeIfAbsent(new Way(reached.zone(), reached.ttl(), vip), way -> node(way, zone));
        }
        ClusterNodes now = new ClusterNodes(
                zone.clusterNodes().pattern(),
                labels,
                reachable,
                zone.clusterNodes().zone());
        known.put(reached, now);
        return now;
    }

    private static Node node(Way way, ZoneAnswers zone) {
        DomainName hostname = way.vip().hostname();
        Reply alias = hostname == null ? null : zone.alias(hostname, way.ttl(), null);
        return new Node(
                alias == null ? addresses(way, zone, Family.IPV4) : alias,
                alias == null ? addresses(way, zone, Family.IPV6) : alias,
                alias == null ? zone.noData() : alias,
                alias == null ? zone.any() : alias,
                new int[0],
                new Answer[0],
                zone.nameError(),
                false,
                zone.clusterNodes());
    }

    private static Reply addresses(Way way, ZoneAnswers zone, Family family) {
        List<InetAddress> addresses = way.vip().addresses().stream()
                .filter(address -> Family.of(address) == family)
                .toList();
        return addresses.isEmpty() ? zone.noData() : zone.addresses(addresses, way.ttl(), null);
    }
}
