package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.LOOPBACK;
import static io.wideip.dns.server.TestClients.PATIENCE;
import static io.wideip.dns.server.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.StreamLimits;
import io.wideip.config.TlsFiles;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.server.tls.TestCertificate;
import io.wideip.dns.server.tls.TlsCertificates;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** DNS over TLS and over HTTPS with the JDK's clients. */
final class EncryptionIT {
    private static final StreamLimits LIMITS =
            new StreamLimits(1_000, 1_000, Duration.ofMinutes(1), Duration.ofMinutes(1));
    private static final TestCertificate FIRST = TestCertificate.create();
    private static final TestCertificate SECOND = TestCertificate.create();

    private final TestServer site = new TestServer(new TestCatalog()
            .zone("apps.example.com", "")
            .vip("east", "east", "192.0.2.10")
            .wideIp(SHOP, "failover", "east"));

    @TempDir
    private Path directory;

    private DnsServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(Transport.best(), FIRST.write(directory));
    }

    private DnsServer start(Transport transport, TlsFiles files) throws IOException {
        return start(transport, files, LIMITS, listener(Listener.Transport.TLS), listener(Listener.Transport.HTTPS));
    }

    private DnsServer start(Transport transport, TlsFiles files, StreamLimits limits, Listener... listeners)
            throws IOException {
        return DnsServer.start(
                transport,
                new DnsOptions(List.of(listeners), 2, files, null, null, null, RateLimitOptions.DEFAULT, limits),
                site.compiler()::current);
    }

    private static Listener listener(Listener.Transport transport) {
        InetSocketAddress free = new InetSocketAddress(LOOPBACK, 0);
        return new Listener(free, transport, Listener.DEFAULT_PATH, List.of(), List.of(), List.of());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersOverTlsInTheirOrder(Transport transport) throws IOException {
        server.close();
        server = start(transport, FIRST.write(directory));
        try (SSLSocket client = dot("dot")) {
            client.startHandshake();
            assertThat(client.getApplicationProtocol()).isEqualTo("dot");
            for (int round = 0; round < 3; round++) {
                for (int id = 0; id < 100; id++) {
                    client.getOutputStream().write(TestClients.framed(id));
                }
                for (int id = 0; id < 100; id++) {
                    Message reply = TestClients.reply(client);
                    assertThat(reply.getHeader().getID()).isEqualTo(id);
                    assertThat(TestServer.shown(reply, Section.ANSWER)).containsExactly(SHOP + " 30 A 192.0.2.10");
                }
            }
        }
        assertThat(replies(Carrier.TLS)).isEqualTo(300);
        await().atMost(PATIENCE).until(() -> server.connections() == 0);
        assertThat(server.connectionCounts().ended(Ending.CLIENT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesBothVersionsAndNoAlpn(String version) throws IOException {
        try (SSLSocket client = dot()) {
            client.setEnabledProtocols(new String[] {version});
            client.startHandshake();
            assertThat(client.getSession().getProtocol()).isEqualTo(version);
            assertThat(TestClients.ask(client, 7).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theConnectionOfAClientThatSaysGoodByeEnds(String version) throws IOException {
        try (SSLSocket dot = dot("dot");
                SSLSocket https = https("h2")) {
            dot.setEnabledProtocols(new String[] {version});
            assertThat(TestClients.ask(dot, 7).getSection(Section.ANSWER)).hasSize(1);
            https.setEnabledProtocols(new String[] {version});
            https.startHandshake();
            await().atMost(PATIENCE).until(() -> server.connections() == 2);
            // A close_notify; the socket stays open, and what came behind it would be kept for as long as the
            // connection.
            dot.shutdownOutput();
            https.shutdownOutput();
            await().atMost(PATIENCE).until(() -> server.connections() == 0);
        }
    }

    @Test
    void clientsMayNotRenegotiate() throws IOException {
        try (SSLSocket client = dot()) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            TestClients.ask(client, 1);
            client.startHandshake();
            assertThatThrownBy(() -> TestClients.ask(client, 2)).isInstanceOf(IOException.class);
        }
    }

    /** RFC 8446 section 4.6.3: each costs the client 27 octets, and is answered by as many, which this one does not read. */
    @Test
    void aClientThatAsksForNewKeysAndReadsNoneIsLeft() throws IOException {
        try (SSLSocket client = dot("dot")) {
            client.setEnabledProtocols(new String[] {"TLSv1.3"});
            TestClients.ask(client, 1);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 300_000; i++) {
                            client.startHandshake();
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(server.connectionCounts().ended(Ending.SLOW)).isEqualTo(1));
    }

    @Test
    void clientsOfOtherProtocolsAreTurnedAwayInTheHandshake() throws IOException {
        for (SSLSocket each : List.of(dot("http/1.1"), https("http/1.1"), https("dot"), dot("h2"))) {
            try (SSLSocket client = each) {
                assertThatThrownBy(client::startHandshake)
                        .isInstanceOf(SSLHandshakeException.class)
                        .hasMessageContaining("no_application_protocol");
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.connectionCounts().ended(Ending.HANDSHAKE))
                        .isEqualTo(4));
    }

    @Test
    void httpsWithoutAlpnIsLeft() throws IOException {
        try (SSLSocket client = https()) {
            client.startHandshake();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoDoesNotShakeHandsIsLeft() throws IOException {
        server.close();
        StreamLimits hasty = new StreamLimits(1_000, 1_000, Duration.ofMinutes(1), Duration.ofSeconds(1));
        server = start(Transport.best(), FIRST.write(directory), hasty, listener(Listener.Transport.TLS));
        try (Socket client = new Socket(LOOPBACK, port(0))) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.getOutputStream().write(22);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.connectionCounts().ended(Ending.HANDSHAKE))
                        .isEqualTo(1));
    }

    @Test
    void answersGetAndPostOverHttp2() throws Exception {
        HttpClient client = client(FIRST);
        String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(TestClients.query(0));
        List<HttpResponse<byte[]>> responses = List.of(
                client.send(HttpRequest.newBuilder(uri("?dns=" + dns)).build(), BodyHandlers.ofByteArray()),
                client.send(post(), BodyHandlers.ofByteArray()));

        for (HttpResponse<byte[]> response : responses) {
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("cache-control")).contains("private, max-age=30");
            assertAnswer(response);
        }
        assertThat(replies(Carrier.HTTPS)).isEqualTo(2);
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
        assertThat(server.connectionCounts().accepted()).isEqualTo(1);
    }

    @Test
    void aNewCertificateIsShownWhileOldConnectionsGoOn() throws Exception {
        HttpClient old = client(FIRST);
        assertAnswer(old.send(post(), BodyHandlers.ofByteArray()));
        try (SSLSocket dot = dot()) {
            TestClients.ask(dot, 1);

            SECOND.write(directory);
            await().atMost(PATIENCE).until(() -> certificates().accepted() == 2);

            assertAnswer(client(SECOND).send(post(), BodyHandlers.ofByteArray()));
            // On the connections that they have; new ones would not be trusted.
            assertAnswer(old.send(post(), BodyHandlers.ofByteArray()));
            assertThat(TestClients.ask(dot, 2).getHeader().getID()).isEqualTo(2);
            assertThatThrownBy(() -> client(FIRST).send(post(), BodyHandlers.ofByteArray()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aCertificateThatIsTurnedDownLeavesTheOldOne() throws Exception {
        Files.writeString(directory.resolve("tls.crt"), "half of a cert");
        await().atMost(PATIENCE).until(() -> certificates().refused() == 1);

        assertAnswer(client(FIRST).send(post(), BodyHandlers.ofByteArray()));
    }

    @Test
    void doesNotStartWithoutItsCertificate() {
        TlsFiles files = new TlsFiles(directory.resolve("none.crt"), directory.resolve("none.key"));
        assertThatThrownBy(() -> start(Transport.NIO, files).close())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("none.crt: there is no such file; put it there, or change server.dns.tls");
    }

    @Test
    void aBalancersHeaderComesBeforeTheHandshake() throws IOException {
        server.close();
        InetSocketAddress free = new InetSocketAddress(LOOPBACK, 0);
        IPAddress refused = new IPAddressString("203.0.113.0/24").getAddress();
        IPAddress balancer = new IPAddressString("127.0.0.0/8").getAddress();
        Listener listener = new Listener(
                free, Listener.Transport.TLS, Listener.DEFAULT_PATH, List.of(), List.of(refused), List.of(balancer));
        server = start(Transport.best(), FIRST.write(directory), LIMITS, listener);

        assertThat(rcodeBehindBalancer(10)).isEqualTo(Rcode.NOERROR);
        assertThat(rcodeBehindBalancer(203)).isEqualTo(Rcode.REFUSED);
    }

    /** @param network of the client, which is {@code <network>.0.113.9} */
    private int rcodeBehindBalancer(int network) throws IOException {
        byte[] addresses = {(byte) network, 0, 113, 9, 127, 0, 0, 1, 1, 1, 1, 1};
        try (Socket balancer = new Socket(LOOPBACK, port(0))) {
            balancer.getOutputStream()
                    .write(Packet.proxy(0x21, 0x11, addresses.length)
                            .octets(addresses)
                            .bytes());
            try (SSLSocket client =
                    (SSLSocket) FIRST.clients().getSocketFactory().createSocket(balancer, "localhost", port(0), true)) {
                client.setSoTimeout((int) PATIENCE.toMillis());
                return TestClients.ask(client, 1).getRcode();
            }
        }
    }

    @Test
    void saysGoodByeWhenItStops() throws Exception {
        try (SSLSocket client = dot()) {
            TestClients.ask(client, 1);
            server.close();
            // With the alert close_notify: an end without one would be an exception.
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private TlsCertificates certificates() {
        return Objects.requireNonNull(server.certificates());
    }

    private long replies(Carrier carrier) {
        return server.queryCounts(carrier).stream()
                .mapToLong(counts -> counts.replies(Wire.NOERROR))
                .sum();
    }

    private int port(int listener) {
        return server.addresses().get(listener).getPort();
    }

    private SSLSocket dot(String... protocols) throws IOException {
        return connect(port(0), protocols);
    }

    private SSLSocket https(String... protocols) throws IOException {
        return connect(port(1), protocols);
    }

    private static SSLSocket connect(int port, String... protocols) throws IOException {
        SSLSocket client = (SSLSocket) FIRST.clients().getSocketFactory().createSocket(LOOPBACK, port);
        client.setSoTimeout((int) PATIENCE.toMillis());
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        client.setSSLParameters(parameters);
        return client;
    }

    private HttpRequest post() {
        return HttpRequest.newBuilder(uri(""))
                .header("content-type", "application/dns-message")
                .POST(BodyPublishers.ofByteArray(TestClients.query(0)))
                .build();
    }

    private URI uri(String parameters) {
        return URI.create("https://localhost:" + port(1) + "/dns-query" + parameters);
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
