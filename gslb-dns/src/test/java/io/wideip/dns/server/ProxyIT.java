package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.PATIENCE;
import static io.wideip.dns.server.TestClients.SHOP;
import static io.wideip.dns.server.TestClients.address;
import static io.wideip.dns.server.TestClients.connect;
import static io.wideip.dns.server.TestClients.exchange;
import static io.wideip.dns.server.TestClients.framed;
import static io.wideip.dns.server.TestClients.isClosed;
import static io.wideip.dns.server.TestClients.query;
import static io.wideip.dns.server.TestClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.server.connection.Ending;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Clients behind a load balancer that names them in a PROXY header. */
final class ProxyIT {
    private static final String EAST = SHOP + " 30 A 192.0.2.10";
    private static final String WEST = SHOP + " 30 A 198.51.100.10";

    /** West is near to clients of 203.0.113.0/24, east to all others. */
    private final TestServer site = new TestServer(new TestCatalog()
            .zone("apps.example.com", "")
            .vip("east", "east", "192.0.2.10")
            .vip("west", "west", "198.51.100.10")
            .prefer("203.0.113.0/24", "west")
            .wideIp(SHOP, "geo", "east", "west"));

    @ParameterizedTest
    @EnumSource
    void theHeaderSaysWhoTheClientIs(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, "127.0.0.0/8");
                DatagramSocket udp = new DatagramSocket(0, TestClients.LOOPBACK)) {
            assertThat(byUdp(udp, client("203.0.113.9"), server)).containsExactly(WEST);
            assertThat(byUdp(udp, client("203.0.114.9"), server)).containsExactly(EAST);
            assertThat(byUdp(udp, local(), server)).containsExactly(EAST);
            assertThat(byTcp(client("203.0.113.9"), server)).containsExactly(WEST);
            assertThat(byTcp(local(), server)).containsExactly(EAST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHeaderMayComeInPieces(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, "127.0.0.0/8");
                Socket client = connect(server)) {
            byte[] stream =
                    new Packet().octets(client("203.0.113.9")).octets(framed(4)).bytes();
            for (int at = 0; at < stream.length; at += 5) {
                send(client, Arrays.copyOfRange(stream, at, Math.min(at + 5, stream.length)));
            }
            assertThat(answers(TestClients.reply(client))).containsExactly(WEST);
            assertThat(answers(TestClients.ask(client, 5))).containsExactly(WEST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheHeaderNobodyIsHeard(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, "127.0.0.0/8");
                DatagramSocket udp = new DatagramSocket(0, TestClients.LOOPBACK);
                Socket tcp = connect(server)) {
            udp.send(new DatagramPacket(query(1), query(1).length, address(server)));
            assertThat(byUdp(udp, client("203.0.113.9"), server)).containsExactly(WEST);
            assertThat(server.proxyRefusals()).isEqualTo(1);
            send(tcp, framed(1));
            await().atMost(PATIENCE).until(() -> isClosed(tcp));
            assertThat(server.connectionCounts().ended(Ending.PROXY)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersThanTheListedBalancersAreNotHeard(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, "192.0.2.0/24");
                DatagramSocket udp = new DatagramSocket(0, TestClients.LOOPBACK);
                Socket tcp = connect(server)) {
            byte[] datagram =
                    new Packet().octets(client("203.0.113.9")).octets(query(1)).bytes();
            udp.send(new DatagramPacket(datagram, datagram.length, address(server)));
            await().atMost(PATIENCE).until(() -> server.proxyRefusals() == 1);
            await().atMost(PATIENCE).until(() -> isClosed(tcp));
            assertThat(server.connectionCounts().ended(Ending.PROXY)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersThanTheListedBalancersTakeNobodysPlace(SocketApi socketApi) throws IOException {
        StreamLimits one = new StreamLimits(1, 1, Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (DnsServer server = start(socketApi, "127.0.0.1/32", one);
                Socket balancer = connect(server)) {
            send(
                    balancer,
                    new Packet().octets(client("203.0.113.9")).octets(framed(1)).bytes());
            assertThat(answers(TestClients.reply(balancer))).containsExactly(WEST);
            try (Socket stranger = connect(server, "127.0.0.2")) {
                await().atMost(PATIENCE).until(() -> isClosed(stranger));
            }
            assertThat(answers(TestClients.ask(balancer, 2))).containsExactly(WEST);
            assertThat(server.connectionCounts().accepted()).isEqualTo(2);
            assertThat(server.connectionCounts().ended(Ending.PROXY)).isEqualTo(1);
            assertThat(server.connectionCounts().ended(Ending.EVICTED)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHeaderThatDoesNotComeEndsTheConnection(SocketApi socketApi) throws IOException {
        try (DnsServer server = start(socketApi, "127.0.0.0/8", Duration.ofMillis(500));
                Socket tcp = connect(server)) {
            send(tcp, Arrays.copyOf(client("203.0.113.9"), 20));
            await().atMost(PATIENCE).until(() -> isClosed(tcp));
            assertThat(server.connectionCounts().ended(Ending.SLOW)).isEqualTo(1);
        }
    }

    private DnsServer start(SocketApi socketApi, String proxies) throws IOException {
        return start(socketApi, proxies, Duration.ofMinutes(1));
    }

    /** @param message how long a header or a message may take */
    private DnsServer start(SocketApi socketApi, String proxies, Duration message) throws IOException {
        return start(socketApi, proxies, new StreamLimits(10, 10, Duration.ofMinutes(1), message));
    }

    private DnsServer start(SocketApi socketApi, String proxies, StreamLimits limits) throws IOException {
        Listener listener = new Listener(
                new InetSocketAddress(TestClients.LOOPBACK, 0),
                Listener.Transport.PLAIN,
                Listener.DEFAULT_PATH,
                List.of(),
                List.of(),
                Subnets.listOf(proxies));
        return TestClients.start(socketApi, site, limits, 2, listener);
    }

    private static byte[] client(String address) {
        return Packet.proxy(0x21, 0x12, 12)
                .octets(TestCatalog.address(address).getAddress())
                .octets(TestCatalog.address("192.0.2.53").getAddress())
                .u16(4711)
                .u16(53)
                .bytes();
    }

    private static byte[] local() {
        return Packet.proxy(0x20, 0, 0).bytes();
    }

    private static List<String> byUdp(DatagramSocket socket, byte[] header, DnsServer server) throws IOException {
        byte[] datagram = new Packet().octets(header).octets(query(9)).bytes();
        return answers(TestClients.message(exchange(socket, datagram, address(server))));
    }

    private static List<String> byTcp(byte[] header, DnsServer server) throws IOException {
        try (Socket client = connect(server)) {
            send(client, new Packet().octets(header).octets(framed(9)).bytes());
            return answers(TestClients.reply(client));
        }
    }

    private static List<String> answers(Message reply) {
        return TestServer.shown(reply, Section.ANSWER);
    }
}
