package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.config.standing.Verdicts;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are made are answered as if somebody had written each of them down as a wide IP over its one VIP. */
final class ClusterNamesPropertyTest {
    private static final int SITES = 150;
    private static final int[] TYPES = {Wire.A, Wire.AAAA, Wire.TXT, Wire.ANY, Wire.SOA, Wire.CNAME};
    private static final List<String> LABELS =
            List.of("a", "b", "a--east", "a--e-1", "c--east.b", "x.a", "a.b", "b--e-1--east");
    private static final List<String> STATIC = List.of("t", "a--west", "y.b--east", "b", "*", "*.b", "*.a--east");
    private static final List<String> PLACES = List.of("east", "west", "e-1", "e--2", "cloud");
    private static final Map<String, List<String>> VIPS = Map.of(
            "e1", List.of("192.0.2.1", "2001:db8::1"),
            "e2", List.of("192.0.2.2", "192.0.2.3"),
            "w", List.of("2001:db8::2"),
            "c", List.of("lb.example.net"));

    /** A wide IP over VIPs, in this order. */
    private record Written(String name, List<String> vips) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answersAsIfTheyWereWritten(long seed) {
        Random random = new Random(seed);
        int made = 0;
        for (int site = 0; site < SITES; site++) {
            Map<String, Written> wideIps = new LinkedHashMap<>();
            for (String label : LABELS) {
                if (random.nextInt(3) != 0) {
                    wideIps.put(label, new Written(label, vips(random)));
                }
            }
            List<String> records = STATIC.stream()
                    .filter(label -> random.nextBoolean() && !wideIps.containsKey(label))
                    .toList();
            boolean twoClusters = random.nextBoolean();
            Snapshot snapshot =
                    snapshot(catalog(records, wideIps, twoClusters, true).build(), true);
            Map<String, Written> all = new LinkedHashMap<>();
            Set<String> existing = existing(wideIps.keySet(), records);
            for (Written wideIp : wideIps.values()) {
                for (String place : PLACES) {
                    String vip = vip(place, wideIp.vips(), twoClusters);
                    String name = beside(wideIp.name(), place);
                    if (vip != null && !existing.contains(name)) {
                        all.putIfAbsent(name, new Written(name, List.of(vip)));
                        made++;
                    }
                }
            }
            all.putAll(wideIps);
            Snapshot plain = snapshot(catalog(records, all, twoClusters, false).build(), false);
            for (String name : asked(all.keySet())) {
                if (!wideIps.containsKey(name)) {
                    for (int type : TYPES) {
                        assertThat(answer(snapshot, snapshot, name, type))
                                .as("%s %d at site %d of seed %d", name, type, site, seed)
                                .isEqualTo(answer(plain, snapshot, name, type));
                    }
                }
            }
        }
        assertThat(made).isGreaterThan(SITES);
    }

    private static List<String> vips(Random random) {
        List<String> vips = new ArrayList<>(List.of("e1", "e2", "w", "c"));
        Collections.shuffle(vips, random);
        return vips.subList(0, 1 + random.nextInt(3));
    }

    /** The VIP of the first member there, told from what the catalog below says. */
    private static @Nullable String vip(String place, List<String> members, boolean twoClusters) {
        List<String> there = switch (place) {
            case "e-1" -> List.of("e1", "e2");
            case "e--2" -> twoClusters ? List.of("e2") : List.of();
            case "east" -> twoClusters ? List.of() : List.of("e1", "e2");
            case "west" -> List.of("w");
            default -> List.of("c");
        };
        return members.stream().filter(there::contains).findFirst().orElse(null);
    }

    private static String beside(String name, String place) {
        int dot = name.indexOf('.');
        return dot < 0 ? name + "--" + place : name.substring(0, dot) + "--" + place + name.substring(dot);
    }

    /** With the names that exist because those below them do. */
    private static Set<String> existing(Set<String> wideIps, List<String> records) {
        Set<String> existing = new TreeSet<>(wideIps);
        existing.addAll(records);
        for (String name : List.copyOf(existing)) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                existing.add(name.substring(dot + 1));
            }
        }
        return existing;
    }

    private static Set<String> asked(Set<String> names) {
        Set<String> asked = new TreeSet<>(names);
        asked.addAll(STATIC);
        for (String name : List.copyOf(asked)) {
            asked.add("below." + name);
            asked.add("a--east." + name);
            PLACES.forEach(place -> asked.add(beside(name, place)));
        }
        return asked;
    }

    private static TestCatalog catalog(
            List<String> records, Map<String, Written> wideIps, boolean twoClusters, boolean makes) {
        StringBuilder lines = new StringBuilder();
        records.forEach(name -> lines.append(name).append(" TXT written\n"));
        TestCatalog catalog = new TestCatalog().zone("example.com", lines.toString());
        catalog.clusterNames(makes ? "{label}--{cluster}" : "none");
        Map.of("e1", "east", "e2", "east", "w", "west", "c", "cloud")
                .forEach((vip, datacenter) -> catalog.vip(
                        vip, datacenter, Objects.requireNonNull(VIPS.get(vip)).toArray(String[]::new)));
        catalog.cluster("e-1", "east", "e1", "e2");
        if (twoClusters) {
            catalog.cluster("E--2", "east", "e2");
        }
        wideIps.values()
                .forEach(wideIp -> catalog.wideIp(
                                wideIp.name() + ".example.com",
                                "failover",
                                wideIp.vips().toArray(String[]::new))
                        .maxAnswers(32));
        return catalog;
    }

    /** @param bad whether all targets are down */
    private static Snapshot snapshot(Catalog catalog, boolean bad) {
        Verdicts verdicts = target -> new TargetStatus(bad ? Verdict.DOWN : Verdict.UP, !bad, "", Instant.EPOCH);
        SnapshotCompiler compiler = new SnapshotCompiler(verdicts, TestServer.NAME_HASH);
        compiler.catalog(CatalogChange.between(null, catalog));
        return compiler.current();
    }

    /** @param serials the snapshot whose serials are shown */
    private static String answer(Snapshot snapshot, Snapshot serials, String name, int type) {
        Query query = new Query();
        byte[] message = Packet.query(name + ".example.com", type, 0).bytes();
        query.read(message, message.length, ClientAddress.of(InetAddress.getLoopbackAddress()));
        Answer answer = snapshot.find(query);
        if (!(answer instanceof Answer.Reply reply)) {
            return String.valueOf(answer);
        }
        byte[] octets = new byte[Wire.HEADER + 300 + reply.length()];
        reply.write(serials, octets, Wire.HEADER + 300, reply.length());
        return reply.rcode() + " " + HexFormat.of().formatHex(octets);
    }
}
