package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.TrustManagerFactoryWrapper;
import io.wideip.prober.names.NameLookup;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsProbeIT extends WebProbeContract {
    private static final Certificates AUTHORITY = Certificates.authority("authority");
    private static final Certificates TRUSTED = AUTHORITY.sign(Duration.ofDays(7), HOST, "127.0.0.3");
    private static final Certificates SELF_SIGNED = Certificates.authority("nobody");
    private static final TlsOptions VERIFYING = new TlsOptions(true, null, 2);

    @Override
    Probe probe(WebCheck web) {
        return new HttpsProbe(web, TlsOptions.DEFAULT);
    }

    @Override
    SSLContext serverTls() {
        return SELF_SIGNED.context();
    }

    @Override
    final Tls tls() {
        return tls(AUTHORITY.authorities());
    }

    Tls tls(TrustManagerFactory authorities) {
        assertThat(NativeTls.isAvailable()).isTrue();
        return new Tls(() -> Tls.Libraries.of(authorities));
    }

    @Override
    Outcome silence() {
        return failure(Cause.TIMEOUT_TLS, "no TLS handshake within 300ms");
    }

    @ParameterizedTest
    @CsvSource({
        "shop.apps.example.com, ,                shop.apps.example.com",
        "shop.apps.example.com, tls.example.com, tls.example.com",
        "shop,                  ,                shop",
        "192.0.2.10,            ,                ",
        "2001:db8::10,          ,                ",
        "fe80::1%2,             ,                ",
    })
    void theServerSeesTheNameInSniAndInHost(String host, @Nullable String serverName, @Nullable String sni)
            throws InterruptedException {
        BlockingQueue<List<SNIServerName>> names = new LinkedBlockingQueue<>();
        ScriptedServer server = open(new ScriptedServer(serverTls(), connection -> {
            names.add(requestedNames(connection));
            ScriptedServer.write(connection, goodAnswer());
        }));
        assertThat(attempt(
                        server.address(),
                        new HttpsProbe(web(server, host), new TlsOptions(false, serverName, 2)),
                        LONG))
                .isEqualTo(Outcome.SUCCESS);
        assertThat(names.poll(5, TimeUnit.SECONDS))
                .isEqualTo(sni == null ? List.of() : List.of(new SNIHostName(sni.getBytes(StandardCharsets.US_ASCII))));
        assertThat(server.seen.poll(5, TimeUnit.SECONDS))
                .contains("host: " + web(server, host).hostHeader(host, 443));
    }

    @Test
    void verifyTakesACertificateThatIsTrustedAndForTheName() {
        assertThat(verified(TRUSTED, HOST)).isEqualTo(Outcome.SUCCESS);
        assertThat(verified(TRUSTED, "127.0.0.3")).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void verifyRefusesASelfSignedCertificateThatNobodyTrusts() {
        assertThat(verified(SELF_SIGNED, HOST))
                .isEqualTo(failure(
                        Cause.CERTIFICATE,
                        "TLS: the certificate is not signed by an authority that this machine trusts"));
    }

    @Test
    void verifyRefusesACertificateForAnotherName() {
        assertThat(verified(TRUSTED, "pay.apps.example.com"))
                .isEqualTo(failure(
                        Cause.CERTIFICATE,
                        "TLS: the certificate does not fit: "
                                + "No subject alternative DNS name matching pay.apps.example.com found."));
    }

    @Test
    void verifyRefusesAnExpiredCertificate() {
        assertThat(verified(AUTHORITY.sign(Duration.ofDays(-1), HOST), HOST))
                .isEqualTo(failure(Cause.CERTIFICATE, "TLS: the certificate has expired"));
    }

    @Test
    void verifyRefusesACertificateThatBeginsLater() {
        assertThat(verified(AUTHORITY.sign(Duration.ofDays(40), HOST), HOST))
                .isEqualTo(failure(Cause.CERTIFICATE, "TLS: the certificate is not valid yet"));
    }

    @Test
    void aNameThatOnlyDnsAllowsIsSentAsItIs() throws InterruptedException {
        BlockingQueue<String> hellos = new LinkedBlockingQueue<>();
        ScriptedServer.BeforeTls noting = connection ->
                hellos.add(new String(connection.getInputStream().readNBytes(300), StandardCharsets.ISO_8859_1));
        ScriptedServer server = open(new ScriptedServer(null, noting));
        WebCheck web = new WebCheck(
                "*.under_score.example.com",
                new Endpoint(server.port(), ProxyHeader.NONE),
                "/",
                "GET",
                StatusRanges.DEFAULT,
                null);
        assertThat(attempt(server.address(), new HttpsProbe(web, TlsOptions.DEFAULT), LONG))
                .isInstanceOf(Outcome.Failure.class);
        assertThat(hellos.poll(5, TimeUnit.SECONDS)).contains("*.under_score.example.com");
    }

    @Test
    void aServerWithoutTlsIsAFailure() {
        ScriptedServer server = open(new ScriptedServer(null, ScriptedServer.greeting("HTTP/1.1 400 Bad\r\n")));
        assertThat(attempt(server, LONG)).isEqualTo(failure(Cause.TLS, "TLS: what answers does not speak TLS"));
    }

    @Test
    void aServerThatWantsAClientsCertificateIsAFailure() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), connection -> {
            throw new IllegalStateException("never served");
        }));
        server.needsClientCertificates = true;
        // By TLS 1.3 the server refuses after our handshake is done, so its alert may be lost with the connection.
        assertThat(attempt(server, LONG))
                .isIn(
                        failure(Cause.TLS, "TLS: the server refused with alert bad_certificate"),
                        failure(Cause.TLS, "TLS: the server refused with alert certificate_required"),
                        failure(Cause.RESET, "connection reset"),
                        failure(Cause.CLOSED, "the connection was closed without an answer"));
    }

    @Test
    void anErrorInTheHandshakeLeavesTheTargetUndecided() {
        ScriptedServer server = open(ScriptedServer.answering(TRUSTED.context(), goodAnswer()));
        Attempts lacking = open(
                new NettyAttempts(NameLookup.ofThisMachine(), tls(new TrustManagerFactoryWrapper(new NoMemory()))));
        assertThat(start(lacking, server.address(), new HttpsProbe(web(server, HOST), VERIFYING), LONG)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(new Outcome.Undecided("the check could not be made: on purpose"));
    }

    /** One that resumes a session is shown no certificate, and would succeed for as long as the session lives. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void verifyJudgesTheCertificateOfEachHandshake(String version) {
        SwitchingCertificate switching = new SwitchingCertificate(TRUSTED);
        ScriptedServer server = open(ScriptedServer.answering(switching.context(), goodAnswer()));
        server.tlsVersion = version;
        HttpsProbe probe = new HttpsProbe(web(server, HOST), VERIFYING);
        for (int i = 0; i < 3; i++) {
            assertThat(attempt(server.address(), probe, LONG)).isEqualTo(Outcome.SUCCESS);
        }
        switching.now = AUTHORITY.sign(Duration.ofDays(-1), HOST);
        assertThat(attempt(server.address(), probe, LONG))
                .isEqualTo(failure(Cause.CERTIFICATE, "TLS: the certificate has expired"));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 2, true", "TLSv1.2, 3, false", "TLSv1.3, 3, true"})
    void minTlsIsTheOldestVersionSpoken(String version, int oldest, boolean agrees) {
        ScriptedServer server = open(ScriptedServer.answering(TRUSTED.context(), goodAnswer()));
        server.tlsVersion = version;
        Outcome outcome =
                attempt(server.address(), new HttpsProbe(web(server, HOST), new TlsOptions(false, null, oldest)), LONG);
        if (agrees) {
            assertThat(outcome).isEqualTo(Outcome.SUCCESS);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Failure.class,
                            failed -> assertThat(failed.cause()).isEqualTo(Cause.TLS));
        }
    }

    /** Such a server waits for the client to close, and a body of no stated length has then ended. */
    @Test
    void aGoodbyeOfTlsIsAnEnd() {
        ScriptedServer server = open(new ScriptedServer(serverTls(), connection -> {
            ScriptedServer.write(connection, "HTTP/1.1 200 OK\r\n\r\nsick");
            connection.shutdownOutput();
            connection.getInputStream().read();
        }));
        assertThat(attempt(server.address(), probe(get(server.port(), "ok")), LONG))
                .isEqualTo(failure(Cause.BODY, "the body lacks 'ok'"));
        server.script = connection -> {
            connection.shutdownOutput();
            connection.getInputStream().read();
        };
        assertThat(attempt(server, LONG))
                .isEqualTo(failure(Cause.CLOSED, "the connection was closed without an answer"));
    }

    private static final class NoMemory extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static WebCheck web(ScriptedServer server, String host) {
        return new WebCheck(
                host, new Endpoint(server.port(), ProxyHeader.NONE), "/healthz", "GET", StatusRanges.DEFAULT, null);
    }

    private Outcome verified(Certificates servers, String host) {
        ScriptedServer server = open(ScriptedServer.answering(servers.context(), goodAnswer()));
        return attempt(server.address(), new HttpsProbe(web(server, host), VERIFYING), LONG);
    }

    private static List<SNIServerName> requestedNames(Socket connection) {
        return ((ExtendedSSLSession) ((SSLSocket) connection).getSession()).getRequestedServerNames();
    }
}
