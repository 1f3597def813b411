package io.wideip.dns.server.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.config.TlsFiles;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.server.tls.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** The JDK's client over real sockets and TLS. */
final class HttpsIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final byte[] QUERY = Http2Octets.query(SHOP, "A");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MESSAGE = Duration.ofSeconds(2);
    private static final TestCertificate FIRST = TestCertificate.create();
    private static final TestCertificate SECOND = TestCertificate.create();

    private static final TestServer SITE = new TestServer(new TestCatalog()
            .zone("apps.example.com", "")
            .vip("east", "east", "192.0.2.10")
            .wideIp(SHOP, "failover", "east"));

    @TempDir
    private Path directory;

    private HttpsListener listener;

    @BeforeEach
    void listen() throws IOException {
        TlsFiles files = FIRST.write(directory);
        listener = new HttpsListener(files, SITE, Duration.ofMinutes(1), MESSAGE);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void answersGetAndPostOverHttp2() throws Exception {
        HttpClient client = client(FIRST);
        String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(QUERY);
        List<HttpResponse<byte[]>> responses = List.of(
                client.send(HttpRequest.newBuilder(uri("?dns=" + dns)).build(), BodyHandlers.ofByteArray()),
                client.send(post(), BodyHandlers.ofByteArray()));

        for (HttpResponse<byte[]> response : responses) {
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("cache-control")).contains("private, max-age=30");
            assertAnswer(response);
        }
    }

    @Test
    void requestsShareAConnection() throws Exception {
        HttpClient client = client(FIRST);
        assertAnswer(client.send(post(), BodyHandlers.ofByteArray()));
        for (int round = 0; round < 10; round++) {
            List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                responses.add(client.sendAsync(post(), BodyHandlers.ofByteArray()));
            }
            responses.forEach(response -> assertAnswer(response.join()));
        }
    }

    @Test
    void aNewCertificateIsShownWhileOldConnectionsGoOn() throws Exception {
        HttpClient old = client(FIRST);
        assertAnswer(old.send(post(), BodyHandlers.ofByteArray()));

        SECOND.write(directory);
        await().atMost(PATIENCE).until(() -> listener.certificates().accepted() == 2);

        assertAnswer(client(SECOND).send(post(), BodyHandlers.ofByteArray()));
        // On the connection that it has; a new one would not be trusted.
        assertAnswer(old.send(post(), BodyHandlers.ofByteArray()));
        assertThatThrownBy(() -> client(FIRST).send(post(), BodyHandlers.ofByteArray()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void clientsOfOtherProtocolsAreTurnedAwayInTheHandshake() throws Exception {
        try (SSLSocket client = connect("http/1.1")) {
            assertThatThrownBy(client::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void clientsWithoutAlpnAreLeft() throws Exception {
        try (SSLSocket client = connect()) {
            client.startHandshake();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoSaysNothingIsLeft() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private SSLSocket connect(String... protocols) throws IOException {
        SSLSocket client = (SSLSocket)
                FIRST.clients().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port());
        client.setSoTimeout((int) PATIENCE.toMillis());
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        client.setSSLParameters(parameters);
        return client;
    }

    private HttpRequest post() {
        return HttpRequest.newBuilder(uri(""))
                .header("content-type", "application/dns-message")
                .POST(BodyPublishers.ofByteArray(QUERY))
                .build();
    }

    private URI uri(String parameters) {
        return URI.create("https://localhost:" + listener.port() + "/dns-query" + parameters);
    }

    private static void assertAnswer(HttpResponse<byte[]> response) {
        try {
            assertThat(TestServer.shown(new Message(response.body()), Section.ANSWER))
                    .containsExactly(SHOP + " 30 A 192.0.2.10");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpClient client(TestCertificate trusted) {
        return HttpClient.newBuilder().sslContext(trusted.clients()).build();
    }
}
