package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.Glob;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.config.standing.Verdicts;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a catalog came about, change by change, it is answered as one that was compiled at once. */
@Tag("slow")
final class IncrementalSnapshotTest {
    private static final int CHANGES = 2_500;
    private static final int[] TYPES = {Wire.A, Wire.AAAA, Wire.TXT, Wire.ANY, Wire.SOA};
    /** Above, below and beside each other, on names with records of their own, and in a zone within the zone. */
    private static final List<String> NAMES = Stream.of(
                    "", "a", "b.a", "c.b.a", "*.a", "*.c.b.a", "static", "below.static", "*", "*.deep.er", "x.deep.er")
            .flatMap(label -> Stream.of("apps.example.com", "in.apps.example.com")
                    .map(zone -> label.isEmpty() ? zone : label + "." + zone))
            .toList();

    private static final List<String> ADDRESSES =
            List.of("192.0.2.10", "2001:db8:e::10", "198.51.100.10", "203.0.113.10");
    private static final List<String> CHECKS = List.of("app", "ready", "live");
    private static final List<String> POLICIES = List.of("round-robin", "weighted", "failover", "hash", "geo");

    private final Map<String, String[]> wideIps = new TreeMap<>();
    private final Set<String> down = new HashSet<>();
    private final Set<Drain> drains = new HashSet<>();
    private String ttl = "60";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answersAsOneCompiledAtOnce(long seed) {
        Random random = new Random(seed);
        Verdicts verdicts = target -> new TargetStatus(
                Verdict.UP,
                Stream.of(target.address(), target.host(), target.check().name())
                        .noneMatch(down::contains),
                "",
                Instant.EPOCH);
        SnapshotCompiler compiler = new SnapshotCompiler(verdicts, TestServer.NAME_HASH);
        Catalog catalog = catalog();
        compiler.catalog(CatalogChange.between(null, catalog));
        int changedParts = 0;
        for (int change = 0; change < CHANGES; change++) {
            int kind = random.nextInt(20);
            if (kind < 10) {
                define(random);
                Catalog next = catalog();
                CatalogChange between = CatalogChange.between(catalog, next);
                changedParts += between.isBaseChanged() ? 0 : 1;
                compiler.catalog(between);
                catalog = next;
            } else if (kind < 17) {
                toggle(down, pick(pick(List.of(ADDRESSES, NAMES, CHECKS), random), random));
                compiler.changed(Targets.of(catalog));
            } else {
                toggle(drains, drain(random));
                compiler.drain(drains);
            }
            if (change % 10 == 0) {
                SnapshotCompiler atOnce = new SnapshotCompiler(verdicts, TestServer.NAME_HASH);
                atOnce.drain(drains);
                atOnce.catalog(CatalogChange.between(null, catalog));
                Map<String, String> expected = answers(atOnce.current());
                Map<String, String> wrong = answers(compiler.current());
                wrong.entrySet().removeIf(answer -> answer.getValue().equals(expected.get(answer.getKey())));
                assertThat(wrong.keySet())
                        .as("after change %d of seed %d", change, seed)
                        .isEmpty();
            }
        }
        assertThat(changedParts).isGreaterThan(CHANGES / 4);
    }

    private void define(Random random) {
        if (random.nextInt(20) == 0) {
            ttl = ttl.equals("60") ? "61" : "60";
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = pick(NAMES, random);
            if (random.nextInt(3) == 0) {
                wideIps.remove(name);
            } else {
                wideIps.put(
                        name, new String[] {pick(POLICIES, random), "" + random.nextInt(8), "" + random.nextInt(3)});
            }
        }
    }

    private Catalog catalog() {
        TestCatalog catalog = new TestCatalog()
                .zone("apps.example.com", "static " + ttl + " TXT beside\nonly.static TXT far\n*.wild TXT all")
                .zone("in.apps.example.com", "static MX 10 mail.example.net.")
                .vip("east", "east", ADDRESSES.get(0), ADDRESSES.get(1))
                .vip("west", "west", ADDRESSES.get(2))
                .vip("north", "north", ADDRESSES.get(3))
                .cluster("west-1", "west", "west")
                .pool("both", "weighted", "east=3", "west=0")
                .pool("checked", "weighted", "east?ready", "west=2?live,drained");
        wideIps.forEach((name, settings) -> {
            switch (settings[1]) {
                case "0" -> catalog.wideIp(name, settings[0], "east", "west=2");
                case "1" -> catalog.wideIp(name, settings[0], "north", "east");
                case "2" -> catalog.wideIp(name, settings[0], "west");
                case "3" -> catalog.wideIp(name, settings[0], "east?ready", "west=2");
                case "4" -> catalog.wideIp(name, settings[0], "east?ready", "west=2?live");
                case "5" -> catalog.wideIp(name, settings[0], "east?ready,drained", "west=2?live", "north");
                case "6" -> catalog.wideIpOverPools(name, settings[0], "both=5", "checked=2");
                default -> catalog.wideIpOverPools(name, settings[0], "both=5");
            }
            catalog.ttl(30 + Integer.parseInt(settings[2]));
        });
        return catalog.build();
    }

    private static Drain drain(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Drain.ofVip(pick(List.of("east", "west"), random));
            case 1 -> Drain.ofDatacenter(pick(List.of("east", "north"), random));
            case 2 -> new Drain(new Glob(pick(NAMES, random)), null, pick(List.of("east", "west"), random));
            default -> new Drain(new Glob("*a.apps*"), pick(List.of("east", "north"), random), null);
        };
    }

    private static <T> void toggle(Set<T> set, T element) {
        if (!set.remove(element)) {
            set.add(element);
        }
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** What every name answers, and some that are not there. */
    private static Map<String, String> answers(Snapshot snapshot) {
        Map<String, String> answers = new TreeMap<>();
        for (String name : NAMES) {
            for (int type : TYPES) {
                answers.put(name + " " + type, picked(snapshot, name, type));
                answers.put("none." + name + " " + type, picked(snapshot, "none." + name, type));
                for (String place : List.of("east", "west-1", "north")) {
                    String made = name.replaceFirst("[.]", "--" + place + ".");
                    answers.put(made + " " + type, picked(snapshot, made, type));
                }
            }
        }
        return answers;
    }

    private static String picked(Snapshot snapshot, String name, int type) {
        StringBuilder picked = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            Query query = new Query();
            byte[] message = Packet.query(name, type, 0).bytes();
            query.read(message, message.length, ClientAddress.of(InetAddress.getLoopbackAddress()));
            Answer answer = snapshot.find(query);
            picked.append(answer == null ? "none" : written(snapshot, answer.pick(query, chance(i))))
                    .append('\n');
        }
        return picked.toString();
    }

    private static Answer.Chance chance(int number) {
        return new Answer.Chance() {
            @Override
            public int turn() {
                return number;
            }

            @Override
            public int below(int bound) {
                return (int) ((long) bound * number / 3);
            }
        };
    }

    private static String written(Snapshot snapshot, Answer.Reply reply) {
        byte[] message = new byte[Wire.HEADER + 300 + reply.length()];
        reply.write(snapshot, message, Wire.HEADER + 300, reply.length());
        ExtendedError error = reply.extendedError();
        return "rcode " + reply.rcode() + ", "
                + (error == null ? "" : new String(error.text(), StandardCharsets.UTF_8))
                + HexFormat.of().formatHex(message);
    }
}
