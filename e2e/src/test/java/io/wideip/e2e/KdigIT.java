package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Knot's client: plain, over TLS, over HTTPS and through a load balancer that speaks the PROXY protocol. */
@Tag("slow")
final class KdigIT extends ClientContract {
    private static final String TRUSTING = "+tls-ca=config/tls.crt +tls-hostname=ns1.apps.example.com ";
    private static final String WWW = "www.apps.example.com";

    KdigIT() {
        super("kdig", "knot-dnsutils");
    }

    @Override
    String answer(String name, String type) {
        return plain("+short %s %s".formatted(name, type));
    }

    @Test
    void everyTypeOfRecordOverTls() {
        ServedZone.assertAllRecords((name, type) -> tls("+short %s %s".formatted(name, type)));
    }

    @Test
    void everyTypeOfRecordOverHttps() {
        ServedZone.assertAllRecords((name, type) -> https("+short %s %s".formatted(name, type)));
    }

    @Test
    void overTcpOneConnectionForManyQuestions() {
        assertThat(plain("+tcp +keepopen +short %s three.apps.example.com mail.apps.example.com".formatted(WWW))
                        .lines())
                .containsExactly("192.0.2.80", "192.0.2.3", "192.0.2.25");
        assertThat(tls("+keepopen +short %s three.apps.example.com mail.apps.example.com".formatted(WWW))
                        .lines())
                .containsExactly("192.0.2.80", "192.0.2.3", "192.0.2.25");
    }

    @Test
    void overTls() {
        assertThat(tls(WWW)).contains(";; TLS session (TLS1.3)", "status: NOERROR", "192.0.2.80");
        assertThat(tls("large.apps.example.com TXT")).contains("status: NOERROR", "ANSWER: 10");
        assertThat(tls("nothing.apps.example.com")).contains("status: NXDOMAIN");
        assertThat(zone().run("openssl", "s_client -connect %s:5853 -alpn dot".formatted(zone().server())))
                .contains("ALPN protocol: dot");
    }

    @Test
    void overHttps() {
        assertThat(https(WWW)).contains("(HTTP/2-POST)", "(status: 200)", "192.0.2.80");
        assertThat(https("+https-get " + WWW)).contains("(HTTP/2-GET)", "(status: 200)", "192.0.2.80");
        assertThat(https("+https-get large.apps.example.com TXT")).contains("status: NOERROR", "ANSWER: 10");
        assertThat(https("nothing.apps.example.com")).contains("status: NXDOMAIN");
    }

    @Test
    void certificateForAnotherNameIsRefused() {
        String wrong = "+tls-ca=config/tls.crt +tls-hostname=ns2.apps.example.com ";
        assertThat(kdig(5853, "+tls " + wrong + WWW)).isEmpty();
        assertThat(kdig(5443, "+https " + wrong + WWW)).isEmpty();
    }

    @Test
    void certificateThatIsMadeAnewIsTakenIn() {
        assertThat(tls("+short " + WWW)).isEqualTo("192.0.2.80");
        // Clients trust the new one from now on, and it only.
        zone().makeCertificate();
        zone().eventually(() -> {
            assertThat(tls("+short " + WWW)).isEqualTo("192.0.2.80");
            assertThat(https("+short " + WWW)).isEqualTo("192.0.2.80");
        });
    }

    @Test
    void paddingWhereItHides() {
        assertThat(tls("+padding " + WWW)).contains(";; PADDING: ").containsPattern(";; Received 468 B");
        assertThat(https("+padding " + WWW)).contains(";; PADDING: ").containsPattern(";; Received 468 B");
        assertThat(plain("+padding " + WWW)).contains("192.0.2.80").doesNotContain("PADDING");
    }

    @Test
    void edns() {
        assertThat(plain("+nsid +cookie +subnet=10.2.3.0/24 near.apps.example.com"))
                .contains("\"gslb-east-1\"", ";; COOKIE: ", ";; CLIENT-SUBNET: 10.2.3.0/24/16")
                .contains(zone().address(ServedZone.WEST));
        assertThat(plain("+edns=1 " + WWW)).contains("ext-rcode: BADVERS").doesNotContain("192.0.2.80");
        assertThat(plain("+bufsize=512 +ignore large.apps.example.com TXT")).contains("Flags: qr aa tc rd;");
    }

    @Test
    void clientsBehindALoadBalancer() {
        String server = zone().server();
        for (String transport : new String[] {"+notcp", "+tcp"}) {
            String near = transport + " +short +proxy=%s#5302-" + server + "#5301 near.apps.example.com";
            assertThat(kdig(5301, near.formatted("10.1.2.3"))).isEqualTo(zone().address(ServedZone.EAST));
            assertThat(kdig(5301, near.formatted("10.2.2.3"))).isEqualTo(zone().address(ServedZone.WEST));
        }
        assertThat(kdig(5301, "+timeout=1 +short near.apps.example.com")).isEmpty();
    }

    private String plain(String arguments) {
        return kdig(5300, arguments);
    }

    private String tls(String arguments) {
        return kdig(5853, "+tls " + TRUSTING + arguments);
    }

    private String https(String arguments) {
        return kdig(5443, "+https " + TRUSTING + arguments);
    }

    private String kdig(int port, String arguments) {
        return zone().run("kdig", "@%s -p %d +timeout=10 +retry=0 %s".formatted(zone().server(), port, arguments));
    }
}
