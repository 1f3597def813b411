package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.PATIENCE;
import static io.wideip.dns.server.TestClients.SHOP;
import static io.wideip.dns.server.TestClients.address;
import static io.wideip.dns.server.TestClients.connect;
import static io.wideip.dns.server.TestClients.framed;
import static io.wideip.dns.server.TestClients.replies;
import static io.wideip.dns.server.TestClients.reply;
import static io.wideip.dns.server.TestClients.resolver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.config.StreamLimits;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** Real sockets on loopback, on each transport. */
final class DnsServerIT {
    private static final int PIPELINED = 100;
    private static final int THREADS = 3;

    private final TestServer site = new TestServer(new TestCatalog()
            .zone("apps.example.com", TestClients.large())
            .vip("east", "east", "192.0.2.10")
            .vip("west", "west", "198.51.100.10")
            .wideIp(SHOP, "failover", "east", "west"));

    @ParameterizedTest
    @EnumSource
    void whatIsTooBigForUdpIsAskedForByTcp(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi)) {
            Message reply = resolver(address(server), false).send(TestServer.query("large.apps.example.com", "A"));
            assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
            assertThat(reply.getSection(Section.ANSWER)).hasSize(200);
            assertThat(server.queryCounts(Carrier.UDP).stream()
                            .mapToLong(QueryCounts::truncated)
                            .sum())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAQueryOfTheSizeThatItsOptRecordSays(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi)) {
            Message query = TestServer.query(SHOP, "A");
            int withEmptyOption = query.numBytes() + 11 + 4;
            query.addRecord(
                    new OPTRecord(
                            Wire.EDNS_UDP_PAYLOAD,
                            0,
                            0,
                            0,
                            List.of(new GenericEDNSOption(65_001, new byte[Wire.EDNS_UDP_PAYLOAD - withEmptyOption]))),
                    Section.ADDITIONAL);
            Message reply = resolver(address(server), false).send(query);
            assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
            assertThat(reply.getOPT().getPayloadSize()).isEqualTo(Wire.EDNS_UDP_PAYLOAD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersPipelinedQueriesInTheirOrder(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi);
                Socket client = connect(server)) {
            client.getOutputStream().write(pipeline());
            assertReplies(client);
            // The connection stays open for more.
            client.getOutputStream().write(pipeline());
            assertReplies(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersQueriesThatComeInPieces(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi);
                Socket client = connect(server)) {
            byte[] pipeline = pipeline();
            for (int at = 0; at < pipeline.length; at += 7) {
                client.getOutputStream().write(pipeline, at, Math.min(7, pipeline.length - at));
                client.getOutputStream().flush();
            }
            assertReplies(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEventLoopAnswers(SocketApi socketApi) throws IOException {
        int clients = 60;
        try (DnsServer server = start(socketApi)) {
            for (int i = 0; i < clients; i++) {
                Message reply = resolver(address(server), false).send(TestServer.query(SHOP, "A"));
                assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
                // dnsjava would keep to one connection.
                try (Socket client = connect(server)) {
                    client.getOutputStream().write(framed(i));
                    assertThat(reply(client).getHeader().getID()).isEqualTo(i);
                }
            }
            assertThat(server.queryCounts(Carrier.UDP)).hasSize(socketApi == SocketApi.EPOLL ? THREADS : 1);
            assertThat(replies(server, Carrier.UDP)).isEqualTo(clients);
            assertThat(server.queryCounts(Carrier.TCP)).hasSize(THREADS);
            assertThat(server.queryCounts(Carrier.TCP)).allMatch(counts -> counts.replies(Wire.NOERROR) > 0);
            assertThat(replies(server, Carrier.TCP)).isEqualTo(clients);
            await().atMost(PATIENCE).until(() -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewSnapshotServesAtOnce(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi)) {
            SimpleResolver resolver = resolver(address(server), false);
            Message before = resolver.send(TestServer.query(SHOP, "A"));
            assertThat(TestServer.shown(before, Section.ANSWER)).containsExactly(SHOP + " 30 A 192.0.2.10");
            site.down("192.0.2.10");
            Message after = resolver.send(TestServer.query(SHOP, "A"));
            assertThat(TestServer.shown(after, Section.ANSWER)).containsExactly(SHOP + " 30 A 198.51.100.10");
        }
    }

    /** While the thread is held up, the system keeps what its buffer holds, and counts the rest. */
    @ParameterizedTest
    @EnumSource(names = "EPOLL")
    void whatTheSystemDropsIsCounted(SocketApi socketApi) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Supplier<Snapshot> held = () -> {
            awaitUninterruptibly(release);
            return site.compiler().current();
        };
        DnsServer server = TestClients.start(socketApi, held, StreamLimits.DEFAULT, 1, TestClients.loopback());
        long dropped;
        try (DatagramSocket client = new DatagramSocket()) {
            assertThat(server.receiveDrops()).isZero();
            byte[] query = TestClients.query(1);
            await().atMost(PATIENCE).until(() -> {
                for (int i = 0; i < 1_000; i++) {
                    client.send(new DatagramPacket(query, query.length, address(server)));
                }
                return server.receiveDrops() > 0;
            });
            dropped = server.receiveDrops();
        } finally {
            release.countDown();
            server.close();
        }
        // A counter never falls.
        assertThat(server.receiveDrops()).isGreaterThanOrEqualTo(dropped);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfGarbageHurtsNobody(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi);
                DatagramSocket flood = new DatagramSocket()) {
            SplittableRandom random = new SplittableRandom(9);
            for (int i = 0; i < 20_000; i++) {
                byte[] garbage = new byte[random.nextInt(0, 1400)];
                random.nextBytes(garbage);
                flood.send(new DatagramPacket(garbage, garbage.length, address(server)));
            }
            SimpleResolver resolver = resolver(address(server), false);
            // A query has no reply where it finds the socket's buffer full of garbage.
            resolver.setTimeout(Duration.ofMillis(500));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                Message reply = resolver.send(TestServer.query(SHOP, "A"));
                return reply.getSection(Section.ANSWER).size() == 1;
            });
            assertThat(TestClients.dropped(server)).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void garbageByTcpEndsOnlyItsConnection(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi);
                Socket garbage = connect(server);
                Socket other = connect(server)) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            sent.writeBytes(framed(0));
            sent.writeBytes(new byte[] {0, 3, 1, 2, 3});
            garbage.getOutputStream().write(sent.toByteArray());
            DataInputStream replies = new DataInputStream(garbage.getInputStream());
            assertThat(replies.readNBytes(replies.readUnsignedShort())).isNotEmpty();
            assertThat(replies.read()).isEqualTo(-1);

            other.getOutputStream().write(pipeline());
            assertReplies(other);
        }
    }

    private DnsServer start(SocketApi socketApi) throws IOException {
        return TestClients.start(socketApi, site, StreamLimits.DEFAULT, THREADS, TestClients.loopback());
    }

    private static byte[] pipeline() {
        return TestClients.pipelined(SHOP, 0, PIPELINED);
    }

    private static void assertReplies(Socket client) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i++) {
            Message reply = reply(client);
            assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
            ids.add(reply.getHeader().getID());
        }
        assertThat(ids)
                .isEqualTo(Stream.iterate(0, id -> id + 1).limit(PIPELINED).toList());
    }
}
