package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.PATIENCE;
import static io.wideip.dns.server.TestClients.ask;
import static io.wideip.dns.server.TestClients.connect;
import static io.wideip.dns.server.TestClients.framed;
import static io.wideip.dns.server.TestClients.isClosed;
import static io.wideip.dns.server.TestClients.pipelined;
import static io.wideip.dns.server.TestClients.reply;
import static io.wideip.dns.server.TestClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TCP clients that are slow, idle, too many, or ask much at once. */
final class StreamsIT {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MANY = 3000;

    private final TestServer site = TestClients.site(TestClients.large());

    @ParameterizedTest
    @EnumSource
    void aClientThatHasNoMoreQuestionsStillGetsItsAnswers(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, new StreamLimits(10, 10, LONG, LONG));
                Socket client = connect(server)) {
            send(client, pipelined("large.apps.example.com", 0, MANY / 10));
            client.shutdownOutput();
            for (int i = 0; i < MANY / 10; i++) {
                assertThat(reply(client).getHeader().getID()).isEqualTo(i);
            }
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatAsksMuchAtOnceGetsAllAnswersInOrder(SocketApi socketApi) throws Exception {
        try (DnsServer server = start(socketApi, new StreamLimits(10, 10, LONG, LONG));
                Socket client = connect(server)) {
            Thread writer = new Thread(() -> sendQuietly(client, pipelined("large.apps.example.com", 0, MANY)));
            writer.start();
            for (int i = 0; i < MANY; i++) {
                assertThat(reply(client).getHeader().getID()).isEqualTo(i);
            }
            writer.join();
            assertThat(ask(client, 7).getHeader().getID()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHalfSentMessageEndsTheConnectionHoweverItDribbles(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, new StreamLimits(10, 10, LONG, SHORT));
                Socket client = connect(server)) {
            assertThat(ask(client, 1).getHeader().getID()).isEqualTo(1);
            byte[] query = framed(2);
            long begun = System.nanoTime();
            int[] sent = {0};
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                sendQuietly(client, new byte[] {query[sent[0]++]});
                return isClosed(client);
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(SHORT);
            assertThat(sent[0]).isLessThan(query.length);
            assertThat(server.connectionCounts().ended(Ending.SLOW)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsNotReadEndsTheConnectionAndHoldsUpNobody(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, new StreamLimits(10, 10, LONG, SHORT));
                Socket client = connect(server);
                DatagramSocket other = new DatagramSocket()) {
            Thread writer = new Thread(() -> sendQuietly(client, pipelined("large.apps.example.com", 0, 20_000)));
            writer.setDaemon(true);
            writer.start();
            await().atMost(PATIENCE).until(() -> {
                TestClients.exchange(other, TestClients.query(3), TestClients.address(server));
                return server.connectionCounts().ended(Ending.SLOW) == 1;
            });
            assertThat(server.connections()).isZero();
        }
    }

    /** Else the system would keep megabytes for it, and has no more than some gigabytes for all. */
    @ParameterizedTest
    @EnumSource
    void whatAClientDoesNotReadIsHeldToAFewReplies(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, new StreamLimits(10, 10, LONG, SHORT));
                Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(TestClients.address(server));
            sendQuietly(client, pipelined("large.apps.example.com", 0, 1000));
            await().atMost(PATIENCE).until(() -> server.connectionCounts().ended(Ending.SLOW) == 1);
            long replies = server.queryCounts(Carrier.TCP).stream()
                    .mapToLong(counts -> counts.replies(Wire.NOERROR))
                    .sum();
            assertThat(replies).isBetween(1L, 200L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdleConnectionEnds(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, new StreamLimits(10, 10, SHORT, LONG));
                Socket silent = connect(server);
                Socket served = connect(server)) {
            assertThat(ask(served, 1).getHeader().getID()).isEqualTo(1);
            await().atMost(PATIENCE).until(() -> isClosed(silent) && isClosed(served));
            assertThat(server.connectionCounts().ended(Ending.IDLE)).isEqualTo(2);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void idleConnectionsAreNoBurdenForOthers(SocketApi socketApi) throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (DnsServer server = start(socketApi, new StreamLimits(300, 300, LONG, LONG));
                DatagramSocket datagrams = new DatagramSocket()) {
            for (int i = 0; i < 200; i++) {
                clients.add(connect(server));
            }
            Socket newcomer = connect(server);
            clients.add(newcomer);
            assertThat(ask(newcomer, 1).getHeader().getID()).isEqualTo(1);
            assertThat(TestClients.message(
                                    TestClients.exchange(datagrams, TestClients.query(2), TestClients.address(server)))
                            .getHeader()
                            .getID())
                    .isEqualTo(2);
            for (int i = 0; i < 200; i++) {
                assertThat(ask(clients.get(i), i).getHeader().getID()).isEqualTo(i);
            }
            assertThat(server.connections()).isEqualTo(201);
        } finally {
            close(clients);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereAllPlacesAreTakenTheOldestIdleConnectionGoes(SocketApi socketApi) throws IOException {
        List<Socket> clients = new ArrayList<>();
        // On one event loop, so that the connections became idle in the order of their replies.
        try (DnsServer server =
                TestClients.start(socketApi, site, new StreamLimits(4, 10, LONG, LONG), 1, TestClients.loopback())) {
            for (int i = 0; i < 4; i++) {
                clients.add(connect(server));
                // The first one goes on with the beginning of another message, so it is not idle.
                byte[] more = i == 0 ? new byte[] {0} : new byte[0];
                send(clients.get(i), new Packet().octets(framed(i)).octets(more).bytes());
                assertThat(reply(clients.get(i)).getHeader().getID()).isEqualTo(i);
            }
            ask(clients.get(1), 9);
            Socket newcomer = connect(server);
            clients.add(newcomer);
            assertThat(ask(newcomer, 5).getHeader().getID()).isEqualTo(5);
            await().atMost(PATIENCE).until(() -> isClosed(clients.get(2)));
            for (int other : new int[] {0, 1, 3, 4}) {
                assertThat(isClosed(clients.get(other)))
                        .as("connection %d", other)
                        .isFalse();
            }
            assertThat(server.connectionCounts().ended(Ending.EVICTED)).isEqualTo(1);
        } finally {
            close(clients);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneClientHasItsShareOfThePlaces(SocketApi socketApi) throws IOException {
        assumeTrue(System.getProperty("os.name").contains("Linux"), "all of 127.0.0.0/8 is local on Linux");
        List<Socket> clients = new ArrayList<>();
        try (DnsServer server = start(socketApi, new StreamLimits(100, 2, LONG, LONG))) {
            for (String source : List.of("127.0.0.1", "127.0.0.2", "127.0.0.1", "127.0.0.1")) {
                Socket client = connect(server, source);
                clients.add(client);
                assertThat(ask(client, 1).getHeader().getID()).isEqualTo(1);
            }
            await().atMost(PATIENCE).until(() -> isClosed(clients.get(0)));
            for (int other = 1; other < 4; other++) {
                assertThat(isClosed(clients.get(other)))
                        .as("connection %d", other)
                        .isFalse();
            }
            assertThat(server.connectionCounts().ended(Ending.PER_CLIENT)).isEqualTo(1);
        } finally {
            close(clients);
        }
    }

    private DnsServer start(SocketApi socketApi, StreamLimits limits) throws IOException {
        return TestClients.start(socketApi, site, limits, 2, TestClients.loopback());
    }

    private static void sendQuietly(Socket client, byte[] octets) {
        try {
            send(client, octets);
        } catch (IOException closed) {
            // What the tests then see.
        }
    }

    private static void close(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
