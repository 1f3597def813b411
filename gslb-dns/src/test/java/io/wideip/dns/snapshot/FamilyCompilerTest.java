package io.wideip.dns.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.Zone;
import io.wideip.config.standing.MemberAddress;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.MemberState;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compiled of choices, picked turn by turn, draw by draw and client by client. */
final class FamilyCompilerTest {
    private static final String SHOP = "shop.apps.example.com";
    private static final ExtendedError OUTAGE = ExtendedError.other("all members down, answering as if up");
    private static final MemberState UP = MemberState.AVAILABLE;
    private static final MemberState DOWN = MemberState.VIP_DOWN;

    private final Dice dice = new Dice();
    private final TestCatalog catalog = new TestCatalog()
            .zone("apps.example.com", "")
            .vip("east", "east", "192.0.2.1")
            .vip("west", "west", "192.0.2.2")
            .vip("north", "north", "192.0.2.3")
            .vip("pair", "east", "192.0.2.11", "192.0.2.12")
            .vip("dual", "west", "192.0.2.21", "2001:db8::21")
            .vip("six", "north", "2001:db8::31")
            .vip("twin", "west", "192.0.2.1")
            .vip("cloud", "cloud", "lb.example.net")
            .vip("cdn", "cloud", "cdn.example.net")
            .prefer("10.1.0.0/16", "east", "west")
            .prefer("10.2.0.0/16", "west", "east");

    @ParameterizedTest
    @EnumSource(value = MemberState.class, names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void whoeverIsNotAvailableIsPassedOver(MemberState state) {
        catalog.wideIp(SHOP, "failover", "east", "west");
        assertThat(turns(compile(Family.IPV4, state, UP), 2)).containsExactly("192.0.2.2", "192.0.2.2");
        assertThat(turns(compile(Family.IPV4, UP, state), 2)).containsExactly("192.0.2.1", "192.0.2.1");
    }

    @Test
    void aFamilyThatNobodyHasIsDeniedWithoutAReason() {
        catalog.wideIp(SHOP, "failover", "east", "west");
        Answer.Reply denial = (Answer.Reply) compile(Family.IPV6, UP, UP);
        assertThat(denial.answers()).isZero();
        assertThat(denial.rcode()).isEqualTo(Wire.NOERROR);
        assertThat(denial.extendedError()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "VIP_DOWN, VIP_DOWN, all IPv6 members down",
        "APPLICATION_DOWN, DRAINED, all IPv6 members down or drained",
        "DRAINED, DRAINED, all IPv6 members drained"
    })
    void aFamilyThatIsAllDownIsDeniedWithItsReason(MemberState dual, MemberState six, String text) {
        catalog.wideIp(SHOP, "failover", "dual", "six");
        Answer.Reply denial = (Answer.Reply) compile(Family.IPV6, UP, dual, six);
        assertThat(denial.answers()).isZero();
        assertThat(Objects.requireNonNull(denial.extendedError()).text())
                .asString(UTF_8)
                .isEqualTo(text);
    }

    @Test
    void onlyAddressesOfTheFamilyCount() {
        catalog.wideIp(SHOP, "round-robin", "east", "dual", "six");
        assertThat(turns(compile(Family.IPV4, UP, UP, UP, UP), 4))
                .containsExactly("192.0.2.1", "192.0.2.21", "192.0.2.1", "192.0.2.21");
        assertThat(turns(compile(Family.IPV6, UP, UP, UP, UP), 2)).containsExactly("2001:db8::21", "2001:db8::31");
        assertThat(turns(compile(Family.IPV6, UP, UP, DOWN, UP), 2)).containsExactly("2001:db8::31", "2001:db8::31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover", "round-robin", "weighted", "hash", "geo"})
    void whatLeavesNothingToPickIsOneReply(String policy) {
        catalog.wideIp(SHOP, policy, "east", "pair");
        assertThat(compile(Family.IPV4, UP, DOWN, DOWN)).isInstanceOf(Answer.Reply.class);
        assertThat(compile(Family.IPV4, DOWN, UP, DOWN)).isInstanceOf(Answer.Reply.class);
    }

    @Test
    void eachTurnStartsOneFurther() {
        catalog.wideIp(SHOP, "round-robin", "east", "west", "north").maxAnswers(2);
        assertThat(turns(compile(Family.IPV4, UP, UP, UP), 4))
                .containsExactly(
                        "192.0.2.1 192.0.2.2", "192.0.2.2 192.0.2.3", "192.0.2.3 192.0.2.1", "192.0.2.1 192.0.2.2");
        assertThat(turns(compile(Family.IPV4, UP, DOWN, UP), 3))
                .containsExactly("192.0.2.1 192.0.2.3", "192.0.2.3 192.0.2.1", "192.0.2.1 192.0.2.3");
    }

    @Test
    void aTurnIsCountedUnsigned() {
        catalog.wideIp(SHOP, "round-robin", "east", "west", "north");
        Answer answer = compile(Family.IPV4, UP, UP, UP);
        dice.turn = -1; // 2^32 - 1, which is a multiple of three
        assertThat(turns(answer, 2)).containsExactly("192.0.2.1", "192.0.2.1");
    }

    @Test
    void addressesOfOneMemberTakeTurnsWithinItsOwn() {
        catalog.wideIp(SHOP, "round-robin", "pair", "west");
        assertThat(turns(compile(Family.IPV4, UP, UP, UP), 4))
                .containsExactly("192.0.2.11", "192.0.2.2", "192.0.2.12", "192.0.2.2");
        assertThat(turns(compile(Family.IPV4, DOWN, UP, UP), 4))
                .containsExactly("192.0.2.12", "192.0.2.2", "192.0.2.12", "192.0.2.2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 192.0.2.11
            2 | 192.0.2.11 192.0.2.12
            3 | 192.0.2.11 192.0.2.12 192.0.2.1
            8 | 192.0.2.11 192.0.2.12 192.0.2.1
            """)
    void severalAnswersGoOnWithTheNextMember(int most, String addresses) {
        catalog.wideIp(SHOP, "failover", "pair", "east", "twin").maxAnswers(most);
        // The twin's address was told already.
        assertThat(turns(compile(Family.IPV4, UP, UP, UP, UP), 1)).containsExactly(addresses);
    }

    @ParameterizedTest
    @CsvSource({
        "east=3, west=1, 4, 0 1 2, 3",
        "east=0, west=0, 2, 0, 1",
        "east=1, west=1000000, 1000001, 0, 1 2 1000000",
        // More than an int holds: both are halved.
        "east=2000000000, west=2000000000, 2000000000, 0 999999999, 1000000000 1999999999"
    })
    void isDrawnInProportionToWeights(String east, String west, int bound, String drawsOfEast, String drawsOfWest) {
        catalog.wideIp(SHOP, "weighted", east, west);
        Answer answer = compile(Family.IPV4, UP, UP);
        for (String draw : drawsOfEast.split(" ", -1)) {
            dice.draw = Integer.parseInt(draw);
            assertThat(turns(answer, 1)).as(draw).containsExactly("192.0.2.1");
        }
        for (String draw : drawsOfWest.split(" ", -1)) {
            dice.draw = Integer.parseInt(draw);
            assertThat(turns(answer, 1)).as(draw).containsExactly("192.0.2.2");
        }
        assertThat(dice.bound).isEqualTo(bound);
    }

    @Test
    void aDrawGoesOnRoundTheRing() {
        catalog.wideIp(SHOP, "weighted", "east=1", "west=1", "north=1").maxAnswers(3);
        dice.draw = 1;
        assertThat(turns(compile(Family.IPV4, UP, UP, UP), 1)).containsExactly("192.0.2.2 192.0.2.3 192.0.2.1");
    }

    @Test
    void clientsMeetTheMembersOfTheirLocation() {
        catalog.wideIp(SHOP, "geo", "east", "west", "north");
        Answer answer = compile(Family.IPV4, UP, UP, UP);
        assertThat(picked(answer, "10.1.2.3")).isEqualTo("192.0.2.1");
        assertThat(picked(answer, "10.2.2.3")).isEqualTo("192.0.2.2");
        assertThat(picked(answer, "10.3.2.3")).isEqualTo("192.0.2.1");
        Answer withoutEast = compile(Family.IPV4, DOWN, UP, UP);
        assertThat(picked(withoutEast, "10.1.2.3")).isEqualTo("192.0.2.2");
        Answer onlyNorth = compile(Family.IPV4, DOWN, DOWN, UP);
        assertThat(picked(onlyNorth, "10.1.2.3")).isEqualTo("192.0.2.3");
    }

    @Test
    void aClientsNetworkStaysWithItsMember() {
        catalog.wideIp(SHOP, "hash", "east", "west");
        Answer answer = compile(Family.IPV4, UP, UP);
        Set<String> met = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String first = picked(answer, "10.0." + i + ".1");
            assertThat(picked(answer, "10.0." + i + ".200")).isEqualTo(first);
            met.add(first);
        }
        assertThat(met).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
        Query query = query("10.0.0.1");
        answer.pick(query, dice);
        assertThat(query.scope()).isEqualTo(24);
    }

    @Test
    void poolsAreChosenBeforeTheirMembers() {
        catalog.pool("own", "round-robin", "east", "pair")
                .pool("spare", "failover", "west", "north")
                .wideIpOverPools(SHOP, "failover", "own", "spare");
        assertThat(turns(compile(Family.IPV4, UP, UP, UP, UP, UP), 4))
                .containsExactly("192.0.2.1", "192.0.2.11", "192.0.2.1", "192.0.2.12");
        assertThat(turns(compile(Family.IPV4, DOWN, DOWN, UP, UP, UP), 1)).containsExactly("192.0.2.12");
        assertThat(turns(compile(Family.IPV4, DOWN, DOWN, DOWN, UP, UP), 1)).containsExactly("192.0.2.2");
        assertThat(turns(compile(Family.IPV4, DOWN, DOWN, DOWN, DOWN, UP), 1)).containsExactly("192.0.2.3");
    }

    @Test
    void anAnswerIsOfOnePoolOnly() {
        catalog.pool("own", "round-robin", "east")
                .pool("spare", "failover", "west", "north")
                .wideIpOverPools(SHOP, "round-robin", "own", "spare")
                .maxAnswers(8);
        assertThat(turns(compile(Family.IPV4, UP, UP, UP), 3))
                .containsExactly("192.0.2.1", "192.0.2.2 192.0.2.3", "192.0.2.1");
    }

    @Test
    void tiersShareATurnSoThatEveryCombinationComesUp() {
        catalog.pool("one", "round-robin", "east", "west")
                .pool("two", "round-robin", "pair", "north")
                .wideIpOverPools(SHOP, "round-robin", "one", "two");
        assertThat(turns(compile(Family.IPV4, UP, UP, UP, UP, UP), 8))
                .containsExactly(
                        "192.0.2.1",
                        "192.0.2.11",
                        "192.0.2.2",
                        "192.0.2.3",
                        "192.0.2.1",
                        "192.0.2.12",
                        "192.0.2.2",
                        "192.0.2.3");
    }

    @Test
    void poolsAreDrawnByTheirOwnWeights() {
        catalog.pool("own", "failover", "east=7")
                .pool("spare", "failover", "west=5")
                .wideIpOverPools(SHOP, "weighted", "own=2", "spare=1");
        Answer answer = compile(Family.IPV4, UP, UP);
        dice.draw = 1;
        assertThat(turns(answer, 1)).containsExactly("192.0.2.1");
        dice.draw = 2;
        assertThat(turns(answer, 1)).containsExactly("192.0.2.2");
        assertThat(dice.bound).isEqualTo(3);
    }

    @Test
    void aPoolWithoutTheFamilyIsNoCandidate() {
        catalog.pool("four", "failover", "east")
                .pool("six", "failover", "six")
                .wideIpOverPools(SHOP, "round-robin", "four", "six");
        assertThat(turns(compile(Family.IPV4, UP, UP), 2)).containsExactly("192.0.2.1", "192.0.2.1");
        assertThat(turns(compile(Family.IPV6, UP, UP), 2)).containsExactly("2001:db8::31", "2001:db8::31");
    }

    @Test
    void aPoolMayHaveMembersInSeveralDatacenters() {
        catalog.pool("both", "failover", "north", "west")
                .pool("own", "failover", "east")
                .wideIpOverPools(SHOP, "geo", "both", "own");
        Answer answer = compile(Family.IPV4, UP, UP, UP);
        assertThat(picked(answer, "10.1.0.1")).isEqualTo("192.0.2.1");
        assertThat(picked(answer, "10.2.0.1")).isEqualTo("192.0.2.3");
        // Of a datacenter where nothing of the pool lives, the pool is not.
        assertThat(picked(compile(Family.IPV4, UP, DOWN, UP), "10.2.0.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void hostNamesAreAnsweredAsAliases() {
        catalog.wideIp(SHOP, "round-robin", "cloud", "cdn").maxAnswers(8);
        assertThat(turns(compile(Family.HOST_NAME, UP, UP), 3))
                .containsExactly("lb.example.net.", "cdn.example.net.", "lb.example.net.");
        assertThat(turns(compile(Family.HOST_NAME, DOWN, UP), 1)).containsExactly("cdn.example.net.");
    }

    @ParameterizedTest
    @CsvSource({
        "failover, IPV4",
        "round-robin, IPV4",
        "weighted, IPV4",
        "hash, IPV4",
        "geo, IPV4",
        "failover, HOST_NAME"
    })
    void everyAnswerHasTheTtlAndTheReason(String policy, Family family) {
        catalog.wideIp(SHOP, policy, "pair", "west", "cloud").ttl(77);
        Answer answer = compiler(family, OUTAGE).compile(standings(UP, UP, UP, UP));
        for (int i = 0; i < 6; i++) {
            dice.draw = i % 2;
            Answer.Reply reply = answer.pick(query("10.1.0." + i), dice);
            assertThat(reply.extendedError()).isEqualTo(OUTAGE);
            assertThat(SentReply.of(reply, SHOP, Wire.A).answers())
                    .hasSize(1)
                    .allMatch(shown -> shown.startsWith(SHOP + " 77 "));
        }
    }

    private Answer compile(Family family, MemberState... states) {
        return compiler(family, null).compile(standings(states));
    }

    private List<MemberStanding> standings(MemberState... states) {
        WideIpSettings settings =
                Objects.requireNonNull(catalog.build().wideIps().get(new DomainName(SHOP)));
        List<MemberAddress> addresses = MemberAddress.of(settings.choices());
        return IntStream.range(0, states.length)
                .mapToObj(i -> new MemberStanding(addresses.get(i), states[i]))
                .toList();
    }

    private FamilyCompiler compiler(Family family, @Nullable ExtendedError outage) {
        Catalog built = catalog.build();
        WideIpSettings settings = Objects.requireNonNull(built.wideIps().get(new DomainName(SHOP)));
        Zone zone = Objects.requireNonNull(built.zones().get(settings.zone()));
        Apexes apexes = new Apexes(List.of(zone.name().wire()));
        return new FamilyCompiler(
                WideIpShape.of(settings),
                new ZoneAnswers(zone, 0, apexes, ClusterNodes.NONE, true),
                Topology.of(built.topology(), built.datacenters().values()),
                family,
                outage,
                CompilerObserver.NONE);
    }

    /** What so many queries are answered, each as its data with blanks between. */
    private List<String> turns(Answer answer, int count) {
        List<String> answers = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> answers.add(picked(answer, "198.51.100.1")));
        return answers;
    }

    private String picked(Answer answer, String client) {
        Answer.Reply reply = answer.pick(query(client), dice);
        assertThat(reply.rcode()).isEqualTo(Wire.NOERROR);
        Stream<String> shown = SentReply.of(reply, SHOP, Wire.A).answers().stream();
        return String.join(
                " ",
                shown.map(each -> each.substring(each.lastIndexOf(' ') + 1)).toList());
    }

    private static Query query(String client) {
        Query query = new Query();
        byte[] message = Packet.query(SHOP, Wire.A, 0).bytes();
        query.read(message, message.length, ClientAddress.of(TestCatalog.address(client)));
        return query;
    }

    /** As the test wants them to fall. */
    private static final class Dice implements Answer.Chance {
        int turn;
        int draw;
        int bound;

        @Override
        public int turn() {
            return turn++;
        }

        @Override
        public int below(int bound) {
            this.bound = bound;
            return draw;
        }
    }
}
