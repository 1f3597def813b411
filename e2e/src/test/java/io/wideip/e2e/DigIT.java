package io.wideip.e2e;

import static io.wideip.e2e.ServedZone.EAST;
import static io.wideip.e2e.ServedZone.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** BIND's client, with all that it can ask for. */
final class DigIT extends ClientContract {
    private static final Pattern COOKIE = Pattern.compile("; COOKIE: ([0-9a-f]{48}) \\(good\\)");
    private static final String TRUSTING = "+tls-ca=config/tls.crt +tls-hostname=ns1.apps.example.com ";
    private static final String WWW = "www.apps.example.com";

    DigIT() {
        super("dig", "bind9-dnsutils");
    }

    @Override
    String answer(String name, String type) {
        return dig("+short %s %s".formatted(name, type));
    }

    @Test
    void header() {
        assertThat(dig("+zflag +cdflag +noadflag " + WWW))
                .contains("opcode: QUERY, status: NOERROR", "flags: qr aa rd;")
                .doesNotContain(" ra", "MBZ");
        assertThat(dig("+norec WwW.aPPs.example.com")).contains("flags: qr aa;", ";WwW.aPPs.example.com.");
        assertThat(dig("+opcode=15 " + WWW)).contains("status: NOTIMP");
    }

    @Test
    void denials() {
        assertThat(dig("nothing.apps.example.com"))
                .contains("status: NXDOMAIN", "flags: qr aa rd;", "ANSWER: 0, AUTHORITY: 1")
                .containsPattern("apps\\.example\\.com\\.\\s+1\\s+IN\\s+SOA");
        assertThat(dig("deep.apps.example.com")).contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1");
        assertThat(dig("www.apps.example.com MX")).contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1");
        assertThat(dig("www.example.net")).contains("status: REFUSED");
        assertThat(dig("apps.example.com AXFR")).contains("Transfer failed");
    }

    @Test
    void cookieThatItKnowsAgain() {
        Matcher first = COOKIE.matcher(dig("+cookie " + WWW));
        assertThat(first.find()).isTrue();
        assertThat(dig("+cookie=%s %s".formatted(first.group(1), WWW)))
                .contains("status: NOERROR")
                .containsPattern(COOKIE);
        String anothers = first.group(1).substring(0, 16) + "0100000000000000" + "0123456789abcdef";
        assertThat(dig("+cookie=%s %s".formatted(anothers, WWW)))
                .contains("status: NOERROR", "192.0.2.80")
                .containsPattern(COOKIE);
    }

    @Test
    void whoTheServerIs() {
        assertThat(dig("+nsid " + WWW)).contains("(\"gslb-east-1\")");
        assertThat(dig("+short version.bind TXT CH")).isEqualTo("\"Wideip\"");
        assertThat(dig("+short id.server TXT CH")).isEqualTo("\"gslb-east-1\"");
        assertThat(dig("+short hostname.bind TXT CH")).isEqualTo("\"gslb-east-1\"");
    }

    @Test
    void clientSubnet() {
        assertThat(dig("+subnet=10.1.2.0/24 near.apps.example.com"))
                .contains("CLIENT-SUBNET: 10.1.2.0/24/16", zone().address(EAST));
        assertThat(dig("+subnet=10.2.2.0/24 near.apps.example.com"))
                .contains("CLIENT-SUBNET: 10.2.2.0/24/16", zone().address(WEST));
        assertThat(dig("+subnet=10.2.2.0/24 " + WWW)).contains("CLIENT-SUBNET: 10.2.2.0/24/0");
        assertThat(dig("+subnet=0/0 near.apps.example.com")).contains("CLIENT-SUBNET: 0.0.0.0/0/0");
        String sticky = dig("+short +subnet=10.7.2.0/24 sticky.apps.example.com");
        assertThat(sticky).isIn(zone().address(EAST), zone().address(WEST));
        for (int i = 0; i < 5; i++) {
            assertThat(dig("+short +subnet=10.7.2.0/24 sticky.apps.example.com"))
                    .isEqualTo(sticky);
        }
    }

    @Test
    void ednsAsFarAsItGoes() {
        assertThat(dig("+dnssec " + WWW)).contains("EDNS: version: 0, flags: do; udp: 1232");
        assertThat(dig("+noedns " + WWW)).contains("192.0.2.80").doesNotContain("OPT PSEUDOSECTION");
        assertThat(dig("+edns=1 +noednsnegotiation " + WWW)).contains("status: BADVERS", "EDNS: version: 0");
        assertThat(dig("+edns=1 " + WWW)).contains("status: NOERROR", "192.0.2.80");
        assertThat(dig("+ednsopt=65001:c0ffee +ednsflags=0x40 " + WWW))
                .contains("status: NOERROR", "EDNS: version: 0, flags:; udp: 1232", "192.0.2.80")
                .doesNotContain("OPT=65001");
    }

    @Test
    void sizes() {
        for (String size : List.of("+noedns", "+bufsize=512", "+bufsize=1232", "+bufsize=4096")) {
            assertThat(dig(size + " +ignore large.apps.example.com TXT")).contains("flags: qr aa tc rd;", "ANSWER: 0");
            assertThat(dig(size + " large.apps.example.com TXT")).contains("ANSWER: 10", "(TCP)");
        }
    }

    @Test
    void manyQuestionsOnOneConnection() {
        String both = dig("+tcp +keepopen +keepalive %s three.apps.example.com".formatted(WWW));
        assertThat(both).contains("192.0.2.80", "192.0.2.3").containsPattern("; TCP KEEPALIVE: 10\\.0 secs");
    }

    @Test
    void overTlsAndHttps() {
        assertThat(zone().run("dig", encrypted(5853, "+tls"))).contains("192.0.2.80", "(TLS)");
        assertThat(zone().run("dig", encrypted(5443, "+https"))).contains("192.0.2.80", "(HTTPS)");
        assertThat(zone().run("dig", encrypted(5443, "+https-get=/dns-query"))).contains("192.0.2.80", "(HTTPS-GET)");
    }

    @Test
    void turnsAndWeights() {
        String turns = dig("+short" + " turn.apps.example.com".repeat(20));
        // Each of the server's two event loops takes its own turns, so each may be one ahead.
        assertThat(turns.lines().filter(zone().address(EAST)::equals)).hasSizeBetween(9, 11);
        // Three parts of four: fewer than 40 of 80 come once in ten million runs.
        String draws = dig("+short" + " share.apps.example.com".repeat(80));
        assertThat(draws.lines().filter(zone().address(EAST)::equals)).hasSizeBetween(40, 79);
    }

    @Test
    void verdictsAndWhy() {
        zone().eventually(
                        () -> assertThat(answer("strict.apps.example.com", "A")).isEqualTo(zone().address(EAST)));
        zone().withoutEast(() -> {
            assertThat(answer("shop.apps.example.com", "A")).isEqualTo(zone().address(WEST));
            assertThat(dig("strict.apps.example.com")).contains("status: SERVFAIL", "; EDE: ");
            assertThat(dig("silent.apps.example.com")).contains("status: NOERROR", "AUTHORITY: 1", "; EDE: ");
            assertThat(answer("spare.apps.example.com", "A")).isEqualTo("192.0.2.20");
            assertThat(answer("spare.apps.example.com", "AAAA")).isEqualTo("2001:db8::20");
        });
    }

    private String dig(String arguments) {
        return zone().dig(arguments);
    }

    private String encrypted(int port, String transport) {
        return "@%s -p %d +tries=1 +time=10 %s %s%s".formatted(zone().server(), port, transport, TRUSTING, WWW);
    }
}
