package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.TrustManagerFactoryWrapper;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpsProbeIT extends WebProbeContract {
    private static final Certificates AUTHORITY = Certificates.authority("authority");
    private static final Certificates TRUSTED = AUTHORITY.sign(Duration.ofDays(7), HOST, "127.0.0.3");
    private static final Certificates SELF_SIGNED = Certificates.authority("nobody");

    @Override
    Probe probe(WebCheck web) {
        return new HttpsProbe(web, false, null);
    }

    @Override
    ServerSocketFactory sockets() {
        return SELF_SIGNED.servers();
    }

    @Override
    Tls tls() {
        return new Tls(AUTHORITY.authorities());
    }

    @Override
    String silence() {
        return "no TLS handshake";
    }

    @ParameterizedTest
    @CsvSource({
        "shop.apps.example.com, ,                shop.apps.example.com",
        "shop.apps.example.com, tls.example.com, tls.example.com",
        "shop,                  ,                shop",
        "192.0.2.10,            ,                ",
    })
    void theServerSeesTheNameInSniAndInHost(String host, @Nullable String serverName, @Nullable String sni)
            throws InterruptedException {
        BlockingQueue<List<SNIServerName>> names = new LinkedBlockingQueue<>();
        ScriptedServer server = open(new ScriptedServer(sockets(), connection -> {
            names.add(requestedNames(connection));
            ScriptedServer.write(connection, goodAnswer());
        }));
        assertThat(attempt(server.address(), new HttpsProbe(web(server, host), false, serverName), LONG))
                .isEqualTo(Outcome.SUCCESS);
        assertThat(names.poll(5, TimeUnit.SECONDS))
                .isEqualTo(sni == null ? List.of() : List.of(new SNIHostName(sni.getBytes(StandardCharsets.US_ASCII))));
        assertThat(server.seen.poll(5, TimeUnit.SECONDS)).contains("host: " + host + ":" + server.port());
    }

    @Test
    void verifyTakesACertificateThatIsTrustedAndForTheName() {
        assertThat(verified(TRUSTED, HOST)).isEqualTo(Outcome.SUCCESS);
        assertThat(verified(TRUSTED, "127.0.0.3")).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void verifyRefusesASelfSignedCertificateThatNobodyTrusts() {
        assertThat(verified(SELF_SIGNED, HOST))
                .isEqualTo(new Outcome.Failure(
                        "TLS: the certificate is not signed by an authority that this machine trusts"));
    }

    @Test
    void verifyRefusesACertificateForAnotherName() {
        assertThat(verified(TRUSTED, "pay.apps.example.com"))
                .isEqualTo(new Outcome.Failure("TLS: the certificate does not fit: "
                        + "No subject alternative DNS name matching pay.apps.example.com found."));
    }

    @Test
    void verifyRefusesAnExpiredCertificate() {
        assertThat(verified(AUTHORITY.sign(Duration.ofDays(-1), HOST), HOST))
                .isEqualTo(new Outcome.Failure("TLS: the certificate has expired"));
    }

    @Test
    void verifyRefusesACertificateThatBeginsLater() {
        assertThat(verified(AUTHORITY.sign(Duration.ofDays(40), HOST), HOST))
                .isEqualTo(new Outcome.Failure("TLS: the certificate is not valid yet"));
    }

    @Test
    void aNameThatOnlyDnsAllowsIsSentAsItIs() throws InterruptedException {
        BlockingQueue<String> hellos = new LinkedBlockingQueue<>();
        ScriptedServer.AtOnce noting = connection ->
                hellos.add(new String(connection.getInputStream().readNBytes(300), StandardCharsets.ISO_8859_1));
        ScriptedServer server = open(new ScriptedServer(ServerSocketFactory.getDefault(), noting));
        WebCheck web = new WebCheck("*.under_score.example.com", server.port(), "/", "GET", StatusRanges.DEFAULT, null);
        assertThat(attempt(server.address(), new HttpsProbe(web, false, null), LONG))
                .isInstanceOf(Outcome.Failure.class);
        assertThat(hellos.poll(5, TimeUnit.SECONDS)).contains("*.under_score.example.com");
    }

    @Test
    void aServerWithoutTlsIsAFailure() {
        ScriptedServer server = open(
                new ScriptedServer(ServerSocketFactory.getDefault(), ScriptedServer.greeting("HTTP/1.1 400 Bad\r\n")));
        assertThat(attempt(server, LONG)).isEqualTo(new Outcome.Failure("TLS: what answers does not speak TLS"));
    }

    @Test
    void aServerThatWantsAClientsCertificateIsAFailure() {
        ScriptedServer server = open(new ScriptedServer(sockets(), connection -> {
            throw new IllegalStateException("never served");
        }));
        server.needClientCertificates();
        // By TLS 1.3 the server refuses after our handshake is done, so its alert may be lost with the connection.
        assertThat(attempt(server, LONG))
                .isIn(
                        new Outcome.Failure("TLS: the server refused with alert bad_certificate"),
                        new Outcome.Failure("TLS: the server refused with alert certificate_required"),
                        new Outcome.Failure("connection reset"),
                        new Outcome.Failure("the connection was closed without an answer"));
    }

    @Test
    void anErrorInTheHandshakeLeavesTheTargetUndecided() {
        ScriptedServer server = open(ScriptedServer.answering(TRUSTED.servers(), goodAnswer()));
        Attempts lacking =
                open(new NettyAttempts(new NameLookup(), new Tls(new TrustManagerFactoryWrapper(new NoMemory()))));
        assertThat(start(lacking, server.address(), new HttpsProbe(web(server, HOST), true, null), LONG)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(new Outcome.Undecided("the check could not be made: on purpose"));
    }

    private static final class NoMemory implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static WebCheck web(ScriptedServer server, String host) {
        return new WebCheck(host, server.port(), "/healthz", "GET", StatusRanges.DEFAULT, null);
    }

    private Outcome verified(Certificates servers, String host) {
        ScriptedServer server = open(ScriptedServer.answering(servers.servers(), goodAnswer()));
        return attempt(server.address(), new HttpsProbe(web(server, host), true, null), LONG);
    }

    private static List<SNIServerName> requestedNames(Socket connection) {
        return ((ExtendedSSLSession) ((SSLSocket) connection).getSession()).getRequestedServerNames();
    }
}
