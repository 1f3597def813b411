package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.MapSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class HashTest extends PolicyContract {
    private static final int CLIENTS = 20_000;

    @Override
    Policy policy() {
        return new Hash(24, 56);
    }

    @Test
    void truthTable() {
        Choice all = choose(up("a"), up("b"), up("c"));
        Choice withoutB = choose(up("a"), down("b"), up("c"));
        Choice onlyC = choose(down("a"), down("b"), up("c"));
        for (long[] client : clients()) {
            String at = chosen(all, client);
            if (!at.equals("b")) {
                assertThat(chosen(withoutB, client)).isEqualTo(at);
            } else {
                assertThat(chosen(withoutB, client)).isIn("a", "c");
            }
            assertThat(chosen(onlyC, client)).isEqualTo("c");
        }
        assertThat(choose(down("a"), down("b"), down("c"))).isEqualTo(new Choice.Nobody());
    }

    @Test
    void theClientsOfALostOneScatterOverAllOthers() {
        Choice all = choose(up("a"), up("b"), up("c"));
        Choice withoutB = choose(up("a"), down("b"), up("c"));
        int toA = 0;
        int moved = 0;
        for (long[] client : clients()) {
            if (chosen(all, client).equals("b")) {
                moved++;
                toA += chosen(withoutB, client).equals("a") ? 1 : 0;
            }
        }
        assertThat((double) toA / moved).isCloseTo(0.5, Offset.offset(0.05));
    }

    @Test
    void theOrderWrittenMovesNobody() {
        Choice one = choose(up("a"), up("b"), up("c"));
        Choice other = choose(up("c"), up("a"), up("b"));
        for (long[] client : clients()) {
            assertThat(chosen(other, client)).isEqualTo(chosen(one, client));
        }
    }

    @Test
    void weightsSetTheShares() {
        Choice choice = choose(
                candidate("a", 70, true, "east"), candidate("b", 20, true, "east"), candidate("c", 10, true, "east"));
        assertThat(share(choice, "a")).isCloseTo(0.7, Offset.offset(0.03));
        assertThat(share(choice, "b")).isCloseTo(0.2, Offset.offset(0.02));
        assertThat(share(choice, "c")).isCloseTo(0.1, Offset.offset(0.02));
    }

    @Test
    void weight0StandsBy() {
        Candidate spare = candidate("spare", 0, true, "east");
        assertThat(choose(up("a"), spare).ring()).containsExactly(up("a"));
        Choice spares = choose(spare, candidate("other", 0, true, "east"));
        assertThat(share(spares, "spare")).isCloseTo(0.5, Offset.offset(0.03));
    }

    /** Else locations or wide IPs with one ring would share the places of another. */
    @Test
    void equalBucketsSendEveryClientToTheSamePlace() {
        Buckets buckets = Buckets.over(List.of(up("a"), up("b")));
        assertThat(Buckets.over(List.of(up("a"), up("b")))).isEqualTo(buckets).hasSameHashCodeAs(buckets);
        assertThat(Buckets.over(List.of(up("b"), up("a")))).isNotEqualTo(buckets);
        assertThat(Buckets.over(List.of(up("a"), up("c")))).isNotEqualTo(buckets);
    }

    /** Were one of these to change, an upgrade would move clients: then it must say so. */
    @Test
    void clientsStayWhereEarlierVersionsSentThem() {
        Choice choice = choose(
                candidate("ltm-east", 1, true, "east"),
                candidate("ltm-west", 1, true, "west"),
                candidate("ltm-north", 2, true, "north"));
        assertThat(Stream.of(
                                ipv4(192, 0, 2),
                                ipv4(198, 51, 100),
                                ipv4(203, 0, 113),
                                ipv4(10, 0, 0),
                                ipv4(10, 0, 1),
                                ipv4(10, 0, 2),
                                new long[] {0x20010db8_00000000L, 0},
                                new long[] {0x20010db8_0000ab00L, 0},
                                new long[] {0x20010db8_00000000L, 1})
                        .map(client -> chosen(choice, client)))
                .containsExactly(
                        "ltm-east",
                        "ltm-north",
                        "ltm-west",
                        "ltm-north",
                        "ltm-north",
                        "ltm-east",
                        "ltm-north",
                        "ltm-north",
                        "ltm-east");
    }

    @Test
    void readsItsPrefixes() {
        assertThat(Hash.read(new MapSection(Map.of()))).isEqualTo(new Hash(24, 56));
        assertThat(Hash.read(new MapSection(Map.of("prefix4", "32", "prefix6", "64"))))
                .isEqualTo(new Hash(32, 64));
    }

    @Test
    void refusesPrefixesThatNoAddressHas() {
        MapSection section = new MapSection(Map.of("prefix4", "33", "prefix6", "8"));
        assertThat(Hash.read(section)).isEqualTo(new Hash(24, 56));
        assertThat(section.problems()).containsExactly("prefix4: from 8 to 32", "prefix6: from 16 to 128");
    }

    private static String chosen(Choice choice, long[] client) {
        Choice.ByHash byHash = (Choice.ByHash) choice;
        return byHash.ring().get(byHash.buckets().place(client[0], client[1])).name();
    }

    private static double share(Choice choice, String name) {
        List<long[]> clients = clients();
        return (double) clients.stream()
                        .filter(client -> chosen(choice, client).equals(name))
                        .count()
                / clients.size();
    }

    private static long[] ipv4(int a, int b, int c) {
        return new long[] {(long) a << 56 | (long) b << 48 | (long) c << 40, 0};
    }

    private static List<long[]> clients() {
        SplittableRandom random = new SplittableRandom(7);
        List<long[]> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            boolean ipv6 = i % 2 == 0;
            clients.add(new long[] {random.nextLong() & (ipv6 ? -1L : -1L << 40), ipv6 ? random.nextLong() : 0});
        }
        return clients;
    }
}
