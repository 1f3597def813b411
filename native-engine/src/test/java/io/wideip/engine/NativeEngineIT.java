package io.wideip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.wideip.config.Subnet;
import io.wideip.dns.Packet;
import io.wideip.dns.SampleSite;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramEngineProvider;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.Proxies;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the native engine's own; what clients see of all engines is in the tests of gslb-dns, which run on it, too. */
@Timeout(60)
final class NativeEngineIT {
    private static final byte[] QUERY =
            Packet.query("shop.apps.example.com", Wire.A, 0).bytes();

    private final TestServer site = SampleSite.server();
    private DatagramEngine engine = new NativeEngine(1, 0);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void isFoundAndCanRunHere() {
        DatagramEngineProvider provider =
                ServiceLoader.load(DatagramEngineProvider.class).findFirst().orElseThrow();
        assertThat(provider.obstacle()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void answersWithoutAllocation(int busyPollMicros) throws IOException {
        engine = new NativeEngine(1, busyPollMicros);
        int port = open("127.0.0.1");
        try (DatagramSocket client = client(port)) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 60 && least > 0; round++) {
                long before = allocated();
                ask(client, 5_000);
                least = Math.min(least, allocated() - before);
            }
            assertThat(least).isZero();
        }
    }

    @Test
    void closingEndsTheThreadAndFreesTheAddress() throws IOException {
        int port = open("127.0.0.1");
        assertThat(threads()).hasSize(1);
        long start = System.nanoTime();
        engine.close();
        assertThat(System.nanoTime() - start).isLessThan(900_000_000L);
        assertThat(threads()).isEmpty();
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).close();
    }

    @Test
    void aTakenAddressIsReportedForPeople() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThatThrownBy(() -> open("127.0.0.1", taken.getLocalPort(), () -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessage("can't listen for DNS on 127.0.0.1 port " + taken.getLocalPort()
                            + " (UDP): Address already in use; change server.dns.listen, or end what listens there")
                    .rootCause()
                    .hasMessage("Address already in use");
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void anAddressOfAnotherMachineIsReportedForPeople() {
        assertThatThrownBy(() -> open("192.0.2.1", 5353, () -> {}))
                .hasMessageContaining("(UDP): Cannot assign requested address;");
    }

    /** A broadcast and a multicast ask many machines at once. */
    @Test
    void whatIsSentToManyHasNoReply() throws IOException {
        int port = open("0.0.0.0");
        try (DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(300);
            client.setBroadcast(true);
            client.send(new DatagramPacket(QUERY, QUERY.length, InetAddress.ofLiteral("127.255.255.255"), port));
            assertThatThrownBy(() -> client.receive(new DatagramPacket(new byte[1], 1)))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
        try (DatagramSocket client = client(port)) {
            ask(client, 1);
        }
    }

    /** The system tells the next call that nobody takes what was sent before. */
    @Test
    void aClientThatIsGoneIsNoHarm() throws IOException {
        int port = open("127.0.0.1");
        for (int i = 0; i < 50; i++) {
            try (DatagramSocket gone = new DatagramSocket()) {
                gone.send(new DatagramPacket(QUERY, QUERY.length, InetAddress.getLoopbackAddress(), port));
            }
        }
        try (DatagramSocket client = client(port)) {
            ask(client, 10);
        }
    }

    /** It has left the socket's buffer when the socket is closed. */
    @Test
    void whatHasBeenReadIsAnsweredBeforeTheEnd() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        int port = open("127.0.0.1", () -> {
            read.countDown();
            LockSupport.parkNanos(300_000_000);
        });
        try (DatagramSocket client = client(port)) {
            client.send(new DatagramPacket(QUERY, QUERY.length));
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            engine.close();
            DatagramPacket reply = new DatagramPacket(new byte[1_500], 1_500);
            client.receive(reply);
            assertThat(reply.getLength()).isGreaterThan(QUERY.length);
        }
    }

    @Test
    void whatTheSystemDroppedCountsWhenTheSocketIsClosed() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        int port = open("127.0.0.1", () -> {
            while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });
        try (DatagramSocket client = client(port)) {
            // A buffer holds some thousands, and the thread is held up.
            for (int sent = 0; sent < 1_000_000 && engine.receiveDrops() == 0; sent++) {
                client.send(new DatagramPacket(QUERY, QUERY.length));
            }
        } finally {
            release.countDown();
        }
        long dropped = engine.receiveDrops();
        assertThat(dropped).isPositive();
        engine.close();
        assertThat(engine.receiveDrops()).isGreaterThanOrEqualTo(dropped);
    }

    /** Otherwise the system would go on giving its socket a share of the clients. */
    @Test
    void aFaultThatNobodyCatchesEndsNoThread() throws Exception {
        CountDownLatch faulty = new CountDownLatch(1);
        int port = open("127.0.0.1", () -> {
            if (faulty.getCount() > 0) {
                faulty.countDown();
                throw new FaultThatCannotBeLogged();
            }
        });
        try (DatagramSocket client = client(port)) {
            client.send(new DatagramPacket(QUERY, QUERY.length));
            assertThat(faulty.await(10, TimeUnit.SECONDS)).isTrue();
            ask(client, 3);
        }
    }

    private static final class FaultThatCannotBeLogged extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError("no room to log this");
        }
    }

    /** The system wakes the thread as if an empty datagram had come. */
    @Test
    void theEndIsNotCountedAsADatagram() throws IOException {
        int port = open("127.0.0.1");
        try (DatagramSocket client = client(port)) {
            ask(client, 1);
        }
        // The thread waits again by then.
        LockSupport.parkNanos(200_000_000);
        engine.close();
        assertThat(site.counts().dropped()).isZero();
    }

    /** Then another engine has to serve. */
    @Test
    void saysWhyWhereJavaMayCallNothing() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(24);
        assertThat(run("exec \"$0\" --illegal-native-access=deny -cp \"$1\" \"$2\"", Obstacle.class))
                .contains("Java can't make its system calls: Illegal native access");
    }

    /** A local route has the system take what is sent to any address of a network. */
    @Test
    void answersFromAnIpv6AddressThatIsOnNoInterface() throws Exception {
        String network = "unshare --user --map-root-user --net sh -ec "
                + "'ip link set lo up; ip -6 route add local 2001:db8::/64 dev lo; exec \"$@\"' sh ";
        assumeThat(run(network + "echo made", LocalRoute.class)).isEqualTo("made\n");
        assertThat(run(network + "\"$0\" --enable-native-access=ALL-UNNAMED -cp \"$1\" \"$2\"", LocalRoute.class))
                .endsWith("answered\n");
    }

    /** What a shell's command prints; $0 is Java, $1 the class path, $2 the class. */
    private static String run(String command, Class<?> main) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process shell = new ProcessBuilder(
                        "sh", "-c", command, java, System.getProperty("java.class.path"), main.getName())
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static final class Obstacle {
        public static void main(String[] arguments) {
            System.out.println(new NativeEngineProvider().obstacle());
        }
    }

    static final class LocalRoute {
        public static void main(String[] arguments) throws IOException {
            NativeEngineIT here = new NativeEngineIT();
            int port = here.open("::");
            try (DatagramSocket client = client("2001:db8::53", port)) {
                ask(client, 1);
            }
            System.out.println("answered");
        }
    }

    private int open(String host) throws IOException {
        return open(host, () -> {});
    }

    /** @param before is run for each query, before it is answered */
    private int open(String host, Runnable before) throws IOException {
        int port;
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0))) {
            port = free.getLocalPort();
        }
        open(host, port, before);
        return port;
    }

    private void open(String host, int port, Runnable before) throws IOException {
        List<Subnet> none = List.of();
        engine.open(
                new InetSocketAddress(InetAddress.ofLiteral(host), port),
                thread -> new DatagramResponder(
                        site.responder(Carrier.UDP, () -> {
                            before.run();
                            return site.compiler().current();
                        }),
                        site.counts(),
                        new Proxies(none),
                        new LongAdder()));
    }

    private static DatagramSocket client(int port) throws IOException {
        return client("127.0.0.1", port);
    }

    private static DatagramSocket client(String host, int port) throws IOException {
        DatagramSocket client = new DatagramSocket();
        client.connect(new InetSocketAddress(InetAddress.ofLiteral(host), port));
        client.setSoTimeout(20_000);
        return client;
    }

    private static void ask(DatagramSocket client, int times) throws IOException {
        DatagramPacket reply = new DatagramPacket(new byte[1_500], 1_500);
        for (int i = 0; i < times; i++) {
            client.send(new DatagramPacket(QUERY, QUERY.length));
            client.receive(reply);
            assertThat(reply.getLength()).isGreaterThan(QUERY.length);
        }
    }

    private static List<ThreadInfo> threads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return List.of(threads.dumpAllThreads(false, false)).stream()
                .filter(each -> each.getThreadName().startsWith("dns-udp"))
                .toList();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(threads().get(0).getThreadId());
    }
}
