package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Wildcards in every place (RFC 4592), beside names that exist only through others (RFC 8020). */
final class WildcardResponseTest {
    private static final String ZONE = "apps.example.com";

    private final TestServer server = new TestServer(new TestCatalog()
            .zone(ZONE, """
                    *           TXT   "top"
                    *           MX    10 mail
                    mail        A     192.0.2.25
                    *.a.b       A     192.0.2.1
                    x.y.a.b     A     192.0.2.2
                    *.alias     CNAME target.alias
                    target.alias A    192.0.2.3
                    *.out       CNAME www.example.net.
                    *.sub       A     192.0.2.4
                    sub         NS    ns.example.net.
                    *.*.star    A     192.0.2.5
                    only.*.half A     192.0.2.6
                    *.deep      DS    1 13 2 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
                    """)
            .zone("in." + ZONE, "www A 192.0.2.98")
            .vip("east", "east", "192.0.2.10")
            .wideIp("*.wide." + ZONE, "failover", "east")
            .wideIp("one.wide." + ZONE, "failover", "east"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            new              | TXT   | NOERROR  | top
            so.new           | TXT   | NOERROR  | top
            *                | TXT   | NOERROR  | top
            x.*              | TXT   | NXDOMAIN | -
            new              | A     | NOERROR  | -
            new              | ANY   | NOERROR  | "RFC8482" ""
            mail             | TXT   | NOERROR  | -
            x.mail           | TXT   | NXDOMAIN | -
            b                | TXT   | NOERROR  | -
            x.b              | TXT   | NXDOMAIN | -
            a.b              | A     | NOERROR  | -
            z.a.b            | A     | NOERROR  | 192.0.2.1
            w.z.a.b          | A     | NOERROR  | 192.0.2.1
            y.a.b            | A     | NOERROR  | -
            z.y.a.b          | A     | NXDOMAIN | -
            x.y.a.b          | A     | NOERROR  | 192.0.2.2
            *.a.b            | A     | NOERROR  | 192.0.2.1
            z.alias          | CNAME | NOERROR  | target.alias.apps.example.com.
            z.alias          | ANY   | NOERROR  | target.alias.apps.example.com.
            z.out            | A     | NOERROR  | www.example.net.
            z.out            | SRV   | NOERROR  | www.example.net.
            z.star           | A     | NOERROR  | -
            z.*.star         | A     | NOERROR  | 192.0.2.5
            y.z.star         | A     | NOERROR  | -
            z.half           | A     | NOERROR  | -
            only.z.half      | A     | NOERROR  | -
            only.*.half      | A     | NOERROR  | 192.0.2.6
            z.wide           | A     | NOERROR  | 192.0.2.10
            y.z.wide         | A     | NOERROR  | 192.0.2.10
            x.one.wide       | A     | NXDOMAIN | -
            z.wide           | AAAA  | NOERROR  | -
            wide             | A     | NOERROR  | -
            new.in           | TXT   | NXDOMAIN | -
            """)
    void answersForTheClosestEncloserOnly(String name, String type, String rcode, String data) {
        Message reply = server.ask(name + "." + ZONE, type);
        assertThat(Rcode.string(reply.getRcode())).isEqualTo(rcode);
        assertThat(server.data(name + "." + ZONE, type)).isEqualTo(data == null ? List.of() : List.of(data));
        assertThat(reply.getSection(Section.ANSWER))
                .allMatch(record -> record.getName().toString(true).equals(name + "." + ZONE));
        assertThat(reply.getSection(Section.AUTHORITY)).hasSize(data == null ? 1 : 0);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void belowADelegationNoWildcardCounts() {
        Message reply = server.ask("z.sub." + ZONE, "A");
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY))
                .containsExactly("sub.apps.example.com 3600 NS ns.example.net.");
    }

    /** The zone and the questions of RFC 4592 section 2.2.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            host3.example             | MX  | NOERROR  | 10 host1.example.
            host3.example             | A   | NOERROR  | -
            foo.bar.example           | TXT | NOERROR  | "this is a wildcard"
            host1.example             | MX  | NOERROR  | -
            sub.*.example             | MX  | NOERROR  | -
            _telnet._tcp.host1.example| SRV | NXDOMAIN | -
            host.subdel.example       | A   | NOERROR  | -
            ghost.*.example           | MX  | NXDOMAIN | -
            *.example                 | MX  | NOERROR  | 10 host1.example.
            _ssh._tcp.host1.example   | SRV | NOERROR  | 0 0 22 host1.example.
            _tcp.host1.example        | SRV | NOERROR  | -
            """)
    void wildcardsAnswerAsInRfc4592(String name, String type, String rcode, String data) {
        TestServer example = new TestServer(new TestCatalog().zone("example", """
                        *                3600 TXT "this is a wildcard"
                        *                3600 MX  10 host1.example.
                        sub.*            3600 TXT "this is not a wildcard"
                        host1            3600 A   192.0.2.1
                        _ssh._tcp.host1  3600 SRV 0 0 22 host1.example.
                        _ssh._tcp.host2  3600 SRV 0 0 22 host2.example.
                        subdel           3600 NS  ns.example.com.
                        subdel           3600 NS  ns.example.net.
                        """));
        Message reply = example.ask(name, type);
        assertThat(Rcode.string(reply.getRcode())).isEqualTo(rcode);
        assertThat(example.data(name, type)).isEqualTo(data == null ? List.of() : List.of(data));
        assertThat(reply.getSection(Section.ANSWER))
                .allMatch(record -> record.getName().toString(true).equals(name));
    }
}
