package io.wideip.dns.server;

import static io.wideip.dns.server.EncryptedServer.CERTIFICATE;
import static io.wideip.dns.server.EncryptedServer.LIMITS;
import static io.wideip.dns.server.EncryptedServer.listener;
import static io.wideip.dns.server.TestClients.LOOPBACK;
import static io.wideip.dns.server.TestClients.PATIENCE;
import static io.wideip.dns.server.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.connection.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
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

/** DNS over TLS with the JDK's client; and the handshakes, which those of HTTPS share. */
final class TlsIT {
    @TempDir
    private Path directory;

    private EncryptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = EncryptedServer.start(SocketApi.best(), directory);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersOverTlsInTheirOrder(SocketApi socketApi) throws IOException {
        server.close();
        server = EncryptedServer.start(socketApi, directory);
        try (SSLSocket client = server.dot("dot")) {
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
        assertThat(TestClients.replies(server.dns, Carrier.TLS)).isEqualTo(300);
        await().atMost(PATIENCE).until(() -> server.dns.connections() == 0);
        assertThat(server.dns.connectionCounts().ended(Ending.CLIENT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesBothVersionsAndNoAlpn(String version) throws IOException {
        try (SSLSocket client = server.dot()) {
            client.setEnabledProtocols(new String[] {version});
            client.startHandshake();
            assertThat(client.getSession().getProtocol()).isEqualTo(version);
            assertThat(TestClients.ask(client, 7).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void clientsOfOtherProtocolsAreTurnedAwayInTheHandshake() throws IOException {
        for (SSLSocket each :
                List.of(server.dot("http/1.1"), server.https("http/1.1"), server.https("dot"), server.dot("h2"))) {
            try (SSLSocket client = each) {
                assertThatThrownBy(client::startHandshake)
                        .isInstanceOf(SSLHandshakeException.class)
                        .hasMessageContaining("no_application_protocol");
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.dns.connectionCounts().ended(Ending.HANDSHAKE))
                        .isEqualTo(4));
    }

    @Test
    void whoDoesNotShakeHandsIsLeft() throws IOException {
        startHasty();
        try (Socket client = new Socket(LOOPBACK, server.port(0))) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.getOutputStream().write(22);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.dns.connectionCounts().ended(Ending.HANDSHAKE))
                        .isEqualTo(1));
    }

    /** The time that an idle connection has is a minute. */
    @Test
    void whoSendsHalfARecordIsLeft() throws IOException {
        startHasty();
        try (Halving halving = new Halving();
                SSLSocket client = server.dot(halving)) {
            TestClients.ask(client, 1);
            halving.halves = true;
            client.getOutputStream().write(TestClients.framed(2));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(server.dns.connectionCounts().ended(Ending.SLOW))
                                    .isEqualTo(1));
        }
    }

    /** Sends the first half of each write, once it is told to. */
    private static final class Halving extends Socket {
        private volatile boolean halves;

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream whole = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    whole.write(octet);
                }

                @Override
                public void write(byte[] octets, int offset, int length) throws IOException {
                    whole.write(octets, offset, halves ? length / 2 : length);
                }
            };
        }
    }

    private void startHasty() throws IOException {
        server.close();
        StreamLimits hasty = new StreamLimits(1_000, 1_000, Duration.ofMinutes(1), Duration.ofSeconds(1));
        server = EncryptedServer.start(
                SocketApi.best(), CERTIFICATE.write(directory), hasty, listener(Listener.Transport.TLS));
    }

    @Test
    void clientsMayNotRenegotiate() throws IOException {
        try (SSLSocket client = server.dot()) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            TestClients.ask(client, 1);
            client.startHandshake();
            assertThatThrownBy(() -> TestClients.ask(client, 2)).isInstanceOf(IOException.class);
        }
    }

    /** RFC 8446 section 4.6.3: each costs the client 27 octets, and is answered by as many, which this one does not read. */
    @Test
    void aClientThatAsksForNewKeysAndReadsNoneIsLeft() throws IOException {
        try (SSLSocket client = server.dot("dot")) {
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
                .untilAsserted(() -> assertThat(server.dns.connectionCounts().ended(Ending.SLOW))
                        .isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theConnectionOfAClientThatSaysGoodByeEnds(String version) throws IOException {
        try (SSLSocket dot = server.dot("dot");
                SSLSocket https = server.https("h2")) {
            dot.setEnabledProtocols(new String[] {version});
            assertThat(TestClients.ask(dot, 7).getSection(Section.ANSWER)).hasSize(1);
            https.setEnabledProtocols(new String[] {version});
            https.startHandshake();
            await().atMost(PATIENCE).until(() -> server.dns.connections() == 2);
            // A close_notify; the socket stays open, and what came behind it would be kept for as long as the
            // connection.
            dot.shutdownOutput();
            https.shutdownOutput();
            await().atMost(PATIENCE).until(() -> server.dns.connections() == 0);
        }
    }

    @Test
    void saysGoodByeWhenItStops() throws Exception {
        try (SSLSocket client = server.dot()) {
            TestClients.ask(client, 1);
            server.close();
            // With the alert close_notify: an end without one would be an exception.
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aBalancersHeaderComesBeforeTheHandshake() throws IOException {
        server.close();
        InetSocketAddress free = new InetSocketAddress(LOOPBACK, 0);
        Listener listener = new Listener(
                free,
                Listener.Transport.TLS,
                Listener.DEFAULT_PATH,
                List.of(),
                Subnets.listOf("203.0.113.0/24"),
                Subnets.listOf("127.0.0.0/8"));
        server = EncryptedServer.start(SocketApi.best(), CERTIFICATE.write(directory), LIMITS, listener);

        assertThat(rcodeBehindBalancer(10)).isEqualTo(Rcode.NOERROR);
        assertThat(rcodeBehindBalancer(203)).isEqualTo(Rcode.REFUSED);
    }

    /** @param network of the client, which is {@code <network>.0.113.9} */
    private int rcodeBehindBalancer(int network) throws IOException {
        byte[] addresses = {(byte) network, 0, 113, 9, 127, 0, 0, 1, 1, 1, 1, 1};
        try (Socket balancer = new Socket(LOOPBACK, server.port(0))) {
            balancer.getOutputStream()
                    .write(Packet.proxy(0x21, 0x11, addresses.length)
                            .octets(addresses)
                            .bytes());
            try (SSLSocket client = server.dot(balancer)) {
                return TestClients.ask(client, 1).getRcode();
            }
        }
    }
}
