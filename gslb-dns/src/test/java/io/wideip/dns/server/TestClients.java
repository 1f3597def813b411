package io.wideip.dns.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.wire.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/** Servers and plain sockets for the tests of transports. */
final class TestClients {
    static final String SHOP = "shop.apps.example.com";
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestClients() {}

    /** Two hundred addresses of one name: more than UDP carries. */
    static String large() {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            records.append("large A 192.0.2.").append(i).append("\n");
        }
        return records.toString();
    }

    /**
     * Answers {@link #SHOP} with one address.
     *
     * @param records of its zone, besides
     */
    static TestServer site(String records) {
        return new TestServer(new TestCatalog()
                .zone("apps.example.com", records)
                .vip("east", "east", "192.0.2.10")
                .wideIp(SHOP, "failover", "east"));
    }

    static DnsServer start(
            SocketApi socketApi, TestServer site, StreamLimits limits, int threads, Listener... listeners)
            throws IOException {
        return start(socketApi, site.compiler()::current, limits, threads, listeners);
    }

    static DnsServer start(
            SocketApi socketApi, Supplier<Snapshot> snapshots, StreamLimits limits, int threads, Listener... listeners)
            throws IOException {
        assumeTrue(socketApi != SocketApi.EPOLL || Epoll.isAvailable(), "epoll is Linux's");
        return DnsServer.start(
                socketApi,
                new DnsOptions(
                        List.of(listeners),
                        threads,
                        engine(socketApi),
                        null,
                        null,
                        null,
                        null,
                        RateLimitOptions.DEFAULT,
                        limits),
                0,
                snapshots);
    }

    /** With epoll the native engine where it is on the class path, as it is when its module runs these tests. */
    private static EngineOptions engine(SocketApi socketApi) {
        return socketApi == SocketApi.EPOLL ? EngineOptions.DEFAULT : new EngineOptions(EngineOptions.Choice.NETTY, 0);
    }

    static Listener loopback() {
        return Listener.plain(new InetSocketAddress(LOOPBACK, 0));
    }

    static InetSocketAddress address(DnsServer server) {
        return server.addresses().get(0);
    }

    static Socket connect(DnsServer server) throws IOException {
        return connect(server, LOOPBACK.getHostAddress());
    }

    /** @param source the client's address */
    static Socket connect(DnsServer server, String source) throws IOException {
        Socket client = new Socket();
        client.setTcpNoDelay(true);
        client.setSoTimeout((int) PATIENCE.toMillis());
        client.bind(new InetSocketAddress(TestCatalog.address(source), 0));
        client.connect(address(server));
        return client;
    }

    static SimpleResolver resolver(InetSocketAddress server, boolean tcp) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTCP(tcp);
        resolver.setTimeout(PATIENCE);
        return resolver;
    }

    static byte[] query(int id) {
        return query(SHOP, id);
    }

    private static byte[] query(String name, int id) {
        byte[] query = Packet.query(name, Wire.A, 0).bytes();
        Wire.u16(query, 0, id);
        return query;
    }

    /** A query behind its length. */
    static byte[] framed(int id) {
        return pipelined(SHOP, id, 1);
    }

    /** Queries whose IDs count up, each behind its length. */
    static byte[] pipelined(String name, int firstId, int count) {
        Packet pipeline = new Packet();
        for (int id = firstId; id < firstId + count; id++) {
            byte[] query = query(name, id);
            pipeline.u16(query.length).octets(query);
        }
        return pipeline.bytes();
    }

    static void send(Socket client, byte[] octets) throws IOException {
        client.getOutputStream().write(octets);
        client.getOutputStream().flush();
    }

    static Message reply(Socket client) throws IOException {
        DataInputStream replies = new DataInputStream(client.getInputStream());
        return new Message(replies.readNBytes(replies.readUnsignedShort()));
    }

    static Message ask(Socket client, int id) throws IOException {
        send(client, framed(id));
        return reply(client);
    }

    /** How many queries by one carrier were answered without an error. */
    static long replies(DnsServer server, Carrier carrier) {
        return server.queryCounts(carrier).stream()
                .mapToLong(counts -> counts.replies(Wire.NOERROR))
                .sum();
    }

    /** How many datagrams got no reply. */
    static long dropped(DnsServer server) {
        return server.queryCounts(Carrier.UDP).stream()
                .mapToLong(QueryCounts::dropped)
                .sum();
    }

    /** True once the server has closed it, by FIN or by a reset. */
    static boolean isClosed(Socket client) {
        try {
            client.setSoTimeout(50);
            return client.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The reply's octets and sender to one datagram, to or from whatever address. */
    static DatagramPacket exchange(DatagramSocket client, byte[] query, InetSocketAddress server) throws IOException {
        client.setSoTimeout((int) PATIENCE.toMillis());
        client.send(new DatagramPacket(query, query.length, server));
        DatagramPacket reply = new DatagramPacket(new byte[1500], 1500);
        client.receive(reply);
        return reply;
    }

    static Message message(DatagramPacket packet) throws IOException {
        return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
}
