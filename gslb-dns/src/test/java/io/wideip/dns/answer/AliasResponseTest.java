package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WhenAllDown;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Names that lead to other names: CNAME and DNAME. */
final class AliasResponseTest {
    private static final String ZONE = "apps.example.com";
    private static final String LABEL = "x".repeat(60);

    private final TestServer server = new TestServer(new TestCatalog()
            .zone(ZONE, """
                    www        A     192.0.2.1
                    www        MX    10 mail
                    one        CNAME two
                    two        CNAME three
                    three      CNAME www
                    upper      CNAME WWW.Apps.Example.COM.
                    out        CNAME out.example.net.
                    one-out    CNAME out
                    nested     CNAME www.in
                    parent     CNAME www.example.com.
                    gone       CNAME missing
                    empty      CNAME b.c
                    a.b.c      A     192.0.2.9
                    apex       CNAME @
                    below      CNAME host.sub
                    cut        CNAME sub
                    sub        NS    ns.sub
                    sub        DS    1 13 2 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
                    ns.sub     A     192.0.2.77
                    host.sub   A     192.0.2.78
                    to-wild    CNAME x.wild
                    *.wild     A     192.0.2.7
                    *.alias    CNAME www
                    *.turning  CNAME y.turning
                    self       CNAME self
                    here       CNAME there
                    there      CNAME here
                    h0        CNAME h1
                    h1        CNAME h2
                    h2        CNAME h3
                    h3        CNAME h4
                    h4        CNAME h5
                    h5        CNAME h6
                    h6        CNAME h7
                    h7        CNAME h8
                    h8        CNAME h9
                    h9        CNAME h10
                    h10       CNAME h11
                    h11       CNAME h12
                    h12       CNAME h13
                    h13       CNAME h14
                    h14       CNAME h15
                    h15       CNAME h16
                    h16       CNAME h17
                    h17        A     192.0.2.9
                    d      60  DNAME tree
                    d          TXT   "above"
                    a.tree     A     192.0.2.31
                    b.tree     CNAME www
                    *.c.tree   A     192.0.2.33
                    shop.tree  CNAME shop
                    back.tree  CNAME a.d
                    dd         DNAME d
                    d-out      DNAME example.net.
                    d-in       DNAME in
                    round      DNAME x.round2
                    round2     DNAME round
                    to-d       CNAME a.d
                    long       DNAME %s.%s.%s
                    to-shop    CNAME shop
                    to-cloud   CNAME cloud
                    to-near    CNAME near
                    to-dead    CNAME dead
                    """.formatted(LABEL, LABEL, LABEL))
            .zone("example.com", "www A 192.0.2.99")
            .zone("in." + ZONE, "www A 192.0.2.98")
            .vip("east", "east", "192.0.2.10")
            .vip("west", "west", "198.51.100.10")
            .vip("inside", "cloud", "three." + ZONE)
            .vip("outside", "cloud", "lb.cloud.example")
            .prefer("10.2.0.0/16", "west", "east")
            .wideIp("shop." + ZONE, "round-robin", "east", "west")
            .wideIp("near." + ZONE, "geo", "east", "west")
            .wideIp("cloud." + ZONE, "failover", "inside", "outside")
            .wideIp("dead." + ZONE, "failover", "west")
            .whenAllDown(new WhenAllDown.ServFail()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            three     | A     | NOERROR  | three CNAME www; www A 192.0.2.1 | -
            one       | A     | NOERROR  | one CNAME two; two CNAME three; three CNAME www; www A 192.0.2.1 | -
            one       | MX    | NOERROR  | one CNAME two; two CNAME three; three CNAME www; www MX 10 mail | -
            one       | TXT   | NOERROR  | one CNAME two; two CNAME three; three CNAME www | @ SOA
            one       | CNAME | NOERROR  | one CNAME two | -
            one       | ANY   | NOERROR  | one CNAME two | -
            upper     | A     | NOERROR  | upper CNAME WWW.Apps.Example.COM.; WWW.Apps.Example.COM. A 192.0.2.1 | -
            out       | A     | NOERROR  | out CNAME out.example.net. | -
            one-out   | A     | NOERROR  | one-out CNAME out; out CNAME out.example.net. | -
            nested    | A     | NOERROR  | nested CNAME www.in | -
            parent    | A     | NOERROR  | parent CNAME www.example.com. | -
            gone      | A     | NXDOMAIN | gone CNAME missing | @ SOA
            empty     | A     | NOERROR  | empty CNAME b.c | @ SOA
            apex      | NS    | NOERROR  | apex CNAME @; @ NS ns1; @ NS ns.example.org. | -
            below     | A     | NOERROR  | below CNAME host.sub | sub NS
            cut       | A     | NOERROR  | cut CNAME sub | sub NS
            to-wild   | A     | NOERROR  | to-wild CNAME x.wild; x.wild A 192.0.2.7 | -
            to-wild   | TXT   | NOERROR  | to-wild CNAME x.wild | @ SOA
            q.alias   | A     | NOERROR  | q.alias CNAME www; www A 192.0.2.1 | -
            self      | A     | NOERROR  | self CNAME self | -
            here      | A     | NOERROR  | here CNAME there; there CNAME here | -
            q.turning | A     | NOERROR  | q.turning CNAME y.turning; y.turning CNAME y.turning | -
            h1        | A     | NOERROR  | h1 CNAME h2; h2 CNAME h3; h3 CNAME h4; h4 CNAME h5; h5 CNAME h6; \
            h6 CNAME h7; h7 CNAME h8; h8 CNAME h9; h9 CNAME h10; h10 CNAME h11; h11 CNAME h12; h12 CNAME h13; \
            h13 CNAME h14; h14 CNAME h15; h15 CNAME h16; h16 CNAME h17; h17 A 192.0.2.9 | -
            h0        | A     | NOERROR  | h0 CNAME h1; h1 CNAME h2; h2 CNAME h3; h3 CNAME h4; h4 CNAME h5; \
            h5 CNAME h6; h6 CNAME h7; h7 CNAME h8; h8 CNAME h9; h9 CNAME h10; h10 CNAME h11; h11 CNAME h12; \
            h12 CNAME h13; h13 CNAME h14; h14 CNAME h15; h15 CNAME h16; h16 CNAME h17 | -
            a.d       | A     | NOERROR  | d DNAME tree; a.d CNAME a.tree; a.tree A 192.0.2.31 | -
            a.d       | CNAME | NOERROR  | d DNAME tree; a.d CNAME a.tree | -
            a.d       | ANY   | NOERROR  | d DNAME tree; a.d CNAME a.tree | -
            a.d       | DNAME | NOERROR  | d DNAME tree; a.d CNAME a.tree | @ SOA
            A.b.D     | A     | NXDOMAIN | d DNAME tree; A.b.D CNAME a.b.tree | @ SOA
            b.d       | A     | NOERROR  | d DNAME tree; b.d CNAME b.tree; b.tree CNAME www; www A 192.0.2.1 | -
            back.d    | A     | NOERROR  | d DNAME tree; back.d CNAME back.tree; back.tree CNAME a.d; a.d CNAME a.tree; \
            a.tree A 192.0.2.31 | -
            x.c.d     | A     | NOERROR  | d DNAME tree; x.c.d CNAME x.c.tree; x.c.tree A 192.0.2.33 | -
            c.d       | A     | NOERROR  | d DNAME tree; c.d CNAME c.tree | @ SOA
            a.dd      | A     | NOERROR  | dd DNAME d; a.dd CNAME a.d; d DNAME tree; a.d CNAME a.tree; a.tree A 192.0.2.31 | -
            d         | A     | NOERROR  | - | @ SOA
            d         | DNAME | NOERROR  | d DNAME tree | -
            d         | TXT   | NOERROR  | d TXT above | -
            a.d-out   | A     | NOERROR  | d-out DNAME example.net.; a.d-out CNAME a.example.net. | -
            www.d-in  | A     | NOERROR  | d-in DNAME in; www.d-in CNAME www.in | -
            to-d      | A     | NOERROR  | to-d CNAME a.d; d DNAME tree; a.d CNAME a.tree; a.tree A 192.0.2.31 | -
            to-shop   | A     | NOERROR  | to-shop CNAME shop; shop A 192.0.2.10 | -
            shop.d    | A     | NOERROR  | d DNAME tree; shop.d CNAME shop.tree; shop.tree CNAME shop; shop A 192.0.2.10 | -
            to-shop   | AAAA  | NOERROR  | to-shop CNAME shop | @ SOA
            to-shop   | TXT   | NOERROR  | to-shop CNAME shop | @ SOA
            cloud     | A     | NOERROR  | cloud CNAME three; three CNAME www; www A 192.0.2.1 | -
            cloud     | MX    | NOERROR  | cloud CNAME three; three CNAME www; www MX 10 mail | -
            to-cloud  | A     | NOERROR  | to-cloud CNAME cloud; cloud CNAME three; three CNAME www; www A 192.0.2.1 | -
            """)
    void followsWhatLiesInTheZone(String name, String type, String rcode, String answers, String authority) {
        Message reply = server.ask(name + "." + ZONE, type);
        assertThat(Rcode.string(reply.getRcode())).isEqualTo(rcode);
        assertThat(shown(reply, Section.ANSWER)).isEqualTo(answers == null ? "" : answers);
        assertThat(reply.getSection(Section.AUTHORITY).stream()
                        .map(record -> shortened(record.getName() + " " + Type.string(record.getType()))))
                .isEqualTo(authority == null ? List.of() : List.of(authority));
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void theSoaBelowAChainHoldsAsLongAsAnyDenial() {
        Message reply = server.ask("gone." + ZONE, "A");
        assertThat(reply.getSection(Section.AUTHORITY).get(0).getTTL()).isEqualTo(30);
    }

    @Test
    void theSynthesizedCnameHasTheTtlOfItsDname() {
        assertThat(server.answers("a.d." + ZONE, "A"))
                .startsWith(
                        "d." + ZONE + " 60 DNAME tree." + ZONE + ".", "a.d." + ZONE + " 60 CNAME a.tree." + ZONE + ".");
    }

    @Test
    void aChainIntoADelegationBringsItsGlue() {
        Message reply = server.ask("below." + ZONE, "A");
        assertThat(shown(reply, Section.ADDITIONAL)).isEqualTo("ns.sub A 192.0.2.77");
        assertThat(server.answers("cut." + ZONE, "DS")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 53, 54, 60})
    void aNameThatADnameMakesTooLongIsYxdomain(int octets) {
        // The target has 3 * 61 + 18 octets, so that 54 are left, with the length of the label.
        Message reply = server.ask("x".repeat(octets) + ".long." + ZONE, "A");
        boolean fits = octets + 1 <= 255 - 3 * 61 - 18;
        assertThat(reply.getRcode()).isEqualTo(fits ? Rcode.NXDOMAIN : Rcode.YXDOMAIN);
        assertThat(reply.getSection(Section.ANSWER)).hasSize(fits ? 2 : 1);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void aNameThatDnamesMakeLongerAndLongerEnds() {
        Message reply = server.askByTcp(TestServer.query("a.round." + ZONE, "A"));
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(Section.ANSWER)).hasSize(19);
    }

    @Test
    void turnsBelongToTheLastName() {
        assertThat(last("to-shop")).isEqualTo("192.0.2.10");
        assertThat(last("shop")).isEqualTo("198.51.100.10");
        assertThat(last("shop.d")).isEqualTo("192.0.2.10");
    }

    @Test
    void verdictsCountAtTheEndOfAChain() {
        server.down("192.0.2.10");
        assertThat(last("to-shop")).isEqualTo("198.51.100.10");
        assertThat(last("to-shop")).isEqualTo("198.51.100.10");
        server.down("three." + ZONE);
        assertThat(shown(server.ask("to-cloud." + ZONE, "A"), Section.ANSWER))
                .isEqualTo("to-cloud CNAME cloud; cloud CNAME lb.cloud.example.");
    }

    @Test
    void aServerFailureAtTheEndOfAChainIsTheRepliesCode() {
        server.down("198.51.100.10");
        Message query = TestServer.query("to-dead." + ZONE, "A");
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(shown(reply, Section.ANSWER)).isEqualTo("to-dead CNAME dead");
        ExtendedErrorCodeOption why =
                (ExtendedErrorCodeOption) reply.getOPT().getOptions().get(0);
        assertThat(why.getText()).isEqualTo("all members down");
    }

    @Test
    void theClientsScopeIsThatOfTheLastName() throws Exception {
        Message query = TestServer.query("to-near." + ZONE, "A");
        query.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new ClientSubnetOption(24, InetAddress.getByName("10.2.3.0")))),
                Section.ADDITIONAL);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(shown(reply, Section.ANSWER)).isEqualTo("to-near CNAME near; near A 198.51.100.10");
        ClientSubnetOption scope =
                (ClientSubnetOption) reply.getOPT().getOptions().get(0);
        assertThat(scope.getScopePrefixLength()).isEqualTo(16);
    }

    @Test
    void aChainThatDoesNotFitIsTruncatedAsAWhole() {
        String many = "long CNAME many\n" + addresses(90);
        TestServer large = new TestServer(new TestCatalog().zone(ZONE, many));
        Message query = TestServer.query("long." + ZONE, "A");
        Message reply = large.ask(query, "127.0.0.1");
        assertThat(reply.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(large.askByTcp(query).getSection(Section.ANSWER)).hasSize(91);
        assertThat(large.counts().truncated()).isEqualTo(1);
    }

    @Test
    void aliasesOfTheRootZoneAreFollowed() {
        TestServer root =
                new TestServer(new TestCatalog().zone("", "a CNAME b\nb A 192.0.2.1\nd DNAME e\nx.e A 192.0.2.2"));
        assertThat(root.answers("a", "A")).containsExactly("a 3600 CNAME b.", "b 3600 A 192.0.2.1");
        assertThat(root.data("x.d", "A")).containsExactly("e.", "x.e.", "192.0.2.2");
    }

    @Test
    void aDnameAtTheZonesOwnNameLeavesTheZoneItself() {
        TestServer moved = new TestServer(new TestCatalog().zone(ZONE, "@ DNAME example.net.\n@ A 192.0.2.1"));
        assertThat(shown(moved.ask("a.b." + ZONE, "A"), Section.ANSWER))
                .isEqualTo("@ DNAME example.net.; a.b CNAME a.b.example.net.");
        assertThat(moved.data(ZONE, "A")).containsExactly("192.0.2.1");
        assertThat(moved.data(ZONE, "NS")).hasSize(2);
        assertThat(moved.data(ZONE, "SOA")).hasSize(1);
    }

    private static String addresses(int count) {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            records.append("many A 192.0.2.").append(i).append('\n');
        }
        return records.toString();
    }

    private String last(String name) {
        List<Record> records = server.ask(name + "." + ZONE, "A").getSection(Section.ANSWER);
        return records.get(records.size() - 1).rdataToString();
    }

    private static String shown(Message reply, int section) {
        return reply.getSection(section).stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(record -> shortened(
                        record.getName() + " " + Type.string(record.getType()) + " " + record.rdataToString()))
                .collect(Collectors.joining("; "));
    }

    /** Without the zone's name; the zone itself as {@code @}, and what lies outside with its last dot. */
    private static String shortened(String record) {
        return record.replace("." + ZONE + ".", "").replaceAll("\\b" + ZONE + "\\.", "@");
    }

    @Test
    void aFallbackSaysThatItIsOneWhateverItLeadsTo() {
        TestServer down = new TestServer(new TestCatalog()
                        .zone(ZONE, "www A 192.0.2.1")
                        .vip("west", "west", "198.51.100.10")
                        .vip("inside", "cloud", "www." + ZONE)
                        .wideIp("shop." + ZONE, "failover", "west")
                        .fallback("inside"))
                .down("198.51.100.10");
        Message query = TestServer.query("shop." + ZONE, "A");
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        Message reply = down.ask(query, "127.0.0.1");
        assertThat(reply.getSection(Section.ANSWER)).hasSize(2);
        assertThat(reply.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR))
                .singleElement()
                .asString()
                .contains("answering the fallback");
    }
}
