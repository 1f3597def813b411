package io.wideip.dns.answer;

import static io.wideip.dns.answer.AliasReplies.ZONE;
import static io.wideip.dns.answer.AliasReplies.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** CNAME: names that lead to other names. */
final class AliasResponseTest {
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
                    """)
            .zone("example.com", "www A 192.0.2.99")
            .zone("in." + ZONE, "www A 192.0.2.98"));

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
            """)
    void followsWhatLiesInTheZone(
            String name, String type, String rcode, @Nullable String answers, @Nullable String authority) {
        AliasReplies.assertReply(server.ask(name + "." + ZONE, type), rcode, answers, authority);
    }

    @Test
    void theSoaBelowAChainHoldsAsLongAsAnyDenial() {
        Message reply = server.ask("gone." + ZONE, "A");
        assertThat(reply.getSection(Section.AUTHORITY).get(0).getTTL()).isEqualTo(30);
    }

    @Test
    void aChainIntoADelegationBringsItsGlue() {
        Message reply = server.ask("below." + ZONE, "A");
        assertThat(shown(reply, Section.ADDITIONAL)).isEqualTo("ns.sub A 192.0.2.77");
        assertThat(server.answers("cut." + ZONE, "DS")).hasSize(2);
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

    private static String addresses(int count) {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            records.append("many A 192.0.2.").append(i).append('\n');
        }
        return records.toString();
    }
}
