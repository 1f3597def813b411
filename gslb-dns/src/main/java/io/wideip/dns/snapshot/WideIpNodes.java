package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Constellation;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.MemberState;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.snapshot.Snapshot.Node;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The node that all wide IPs of one constellation share. Constellations whose answers are equal share these, but each has a node
 * of its own: so a verdict can replace the one and leave the other. Not thread-safe.
 */
final class WideIpNodes {
    /** Answers that are kept for those that come back; what is in use is kept by its node. */
    private static final int MOST_ANSWERS = 10_000;

    private final Function<DomainName, ZoneAnswers> zones;
    private final Topology topology;
    private final ClusterNameCompiler clusterNames;
    private final IdentityHashMap<Constellation, Node> nodes = new IdentityHashMap<>();
    private final Map<Alike, WideIpAnswers> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Alike, WideIpAnswers> eldest) {
            return size() > MOST_ANSWERS;
        }
    };

    /** @param weights of {@link MemberStanding#weight}; empty where all are whole */
    private record Alike(WideIpShape shape, List<MemberState> states, List<Integer> weights) {
        static Alike of(WideIpShape shape, List<MemberStanding> standings) {
            boolean areWhole = standings.stream().allMatch(each -> each.weight() == MemberStanding.WHOLE);
            return new Alike(
                    shape,
                    standings.stream().map(MemberStanding::state).toList(),
                    areWhole
                            ? List.of()
                            : standings.stream().map(MemberStanding::weight).toList());
        }
    }

    WideIpNodes(Function<DomainName, ZoneAnswers> zones, Topology topology, ClusterNameCompiler clusterNames) {
        this.clusterNames = clusterNames;
        this.zones = zones;
        this.topology = topology;
    }

    /** As compiled last. */
    Node of(Constellation constellation) {
        Node known = nodes.get(constellation);
        return known == null ? compile(constellation) : known;
    }

    /** Compiles a node for how the members stand now. */
    Node compile(Constellation constellation) {
        ZoneAnswers zone = zones.apply(constellation.settings().zone());
        WideIpAnswers compiled = answers(constellation.settings(), constellation.standings());
        Node node = new Node(
                compiled.a(),
                compiled.aaaa(),
                compiled.other(),
                compiled.any(),
                new int[0],
                new Answer[0],
                zone.nameError(),
                false,
                clusterNames.of(constellation.settings(), zone));
        nodes.put(constellation, node);
        return node;
    }

    /** What wide IPs of these settings answer while their members stand so. */
    WideIpAnswers answers(WideIpSettings settings, List<MemberStanding> standings) {
        WideIpShape shape = WideIpShape.of(settings);
        return answers.computeIfAbsent(
                Alike.of(shape, standings),
                alike -> new WideIpCompiler(shape, zones.apply(shape.zone()), topology).compile(standings));
    }

    void forgetUnused() {
        nodes.keySet().removeIf(Constellation::isUnused);
    }

    void forget(Constellation unused) {
        nodes.remove(unused);
    }
}
