package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.wideip.config.StreamLimits;
import io.wideip.dns.TestServer;
import io.wideip.dns.engine.ReadFailures;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A server whose system calls for datagrams fail, one kind of fault after the other: what each query comes to. */
final class FaultyCalls implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 10;
    private static final int QUERIES_EACH = 20;
    /** For one thread, while calls fail for {@link #STRETCH}. */
    private static final Duration LITTLE = Duration.ofMillis(200);

    private static final Duration STRETCH = Duration.ofMillis(500);

    private final FaultPlan sends = FaultPlan.ofSends();
    private final FaultPlan receives = FaultPlan.ofReceives();
    private final TestServer site = TestClients.site("");
    private final DnsServer server =
            TestClients.start(SocketApi.EPOLL, site, StreamLimits.DEFAULT, 1, TestClients.loopback());
    private final List<Client> clients = new ArrayList<>();
    private int asked;
    private int answered;

    private FaultyCalls() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client());
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger("dns")).setLevel(Level.WARN);
        try (FaultyCalls calls = new FaultyCalls()) {
            calls.losesNothing();
            calls.sendsFail();
            calls.sendsAreCutShort();
            calls.receivesFail();
            calls.allSendsFail();
            calls.allReceivesFail();
        }
    }

    /** Replies that a call did not take are dropped. Those of other calls go out. */
    private void sendsFail() throws IOException {
        for (int error : List.of(FaultPlan.ENOBUFS, FaultPlan.ENOMEM, FaultPlan.EPERM)) {
            int before = sends.faults();
            sends.fail(error, 3);
            int lost = lost();
            sends.heal();
            int faults = sends.faults() - before;
            assertThat(faults).isPositive();
            // EPERM is of one reply. The others may be of all that are left.
            assertThat(lost).isBetween(faults, error == FaultPlan.EPERM ? faults : ROUNDS * CLIENTS * QUERIES_EACH - 1);
            losesNothing();
        }
        System.out.println("answers while sends fail");
    }

    private void sendsAreCutShort() throws IOException {
        losesNothingBy(sends, FaultPlan.EINTR, FaultPlan.HALF);
        System.out.println("loses nothing by sends that are cut short");
    }

    private void receivesFail() throws IOException {
        losesNothingBy(receives, FaultPlan.EINTR, FaultPlan.EAGAIN, FaultPlan.ENOMEM);
        System.out.println("loses nothing by receives that fail");
    }

    private void losesNothingBy(FaultPlan plan, int... errors) throws IOException {
        for (int error : errors) {
            int before = plan.faults();
            plan.fail(error, 2);
            losesNothing();
            assertThat(plan.faults()).isGreaterThan(before);
            plan.heal();
        }
    }

    private void losesNothing() throws IOException {
        assertThat(lost()).isZero();
    }

    /** Asks round after round. */
    private int lost() throws IOException {
        int before = asked - answered;
        for (int i = 0; i < ROUNDS; i++) {
            ask(QUERIES_EACH);
            settle();
        }
        return asked - answered - before;
    }

    private void allSendsFail() throws IOException, InterruptedException {
        int answeredBefore = answered;
        int faultsBefore = sends.faults();
        long start = processorNanos();
        sends.fail(FaultPlan.ENOBUFS, 1);
        for (int i = 0; i < ROUNDS; i++) {
            ask(QUERIES_EACH);
            settle();
            TimeUnit.NANOSECONDS.sleep(STRETCH.dividedBy(ROUNDS).toNanos());
        }
        assertThat(answered).isEqualTo(answeredBefore);
        assertRested(start, sends.faults() - faultsBefore, ROUNDS * CLIENTS * QUERIES_EACH);
        sends.heal();
        losesNothing();
        System.out.println("rests while all sends fail");
    }

    private void allReceivesFail() throws IOException, InterruptedException {
        int faultsBefore = receives.faults();
        long start = processorNanos();
        receives.fail(FaultPlan.ENOMEM, 1);
        ask(QUERIES_EACH);
        TimeUnit.NANOSECONDS.sleep(STRETCH.toNanos());
        assertRested(start, receives.faults() - faultsBefore, 2 * (int) STRETCH.toMillis() / ReadFailures.PAUSE_MILLIS);
        receives.heal();
        settle();
        losesNothing();
        System.out.println("rests while all receives fail");
    }

    /** On a busy machine, a thread that never rests may get little of the processor. So its calls tell, too. */
    private static void assertRested(long start, int faults, int mostFaults) {
        assertThat(faults).isBetween(1, mostFaults);
        assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(LITTLE);
    }

    private void ask(int each) throws IOException {
        for (int i = 0; i < each; i++) {
            for (Client client : clients) {
                client.ask(asked++);
            }
        }
    }

    /** Until each query has its reply, or is counted as one that gets none. */
    private void settle() {
        await().atMost(TestClients.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    for (Client client : clients) {
                        answered += client.receive();
                    }
                    return answered + TestClients.dropped(server) == asked;
                });
    }

    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(each -> each != null && each.getThreadName().startsWith("dns-udp"))
                .mapToLong(each -> threads.getThreadCpuTime(each.getThreadId()))
                .sum();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Client client : clients) {
            client.socket.close();
        }
    }

    /** Each query has another ID. So a reply that comes twice, or comes to another one's client, is one that nobody awaits. */
    private final class Client {
        private final DatagramChannel socket = DatagramChannel.open();
        private final Set<Integer> awaited = new HashSet<>();
        private final ByteBuffer reply = ByteBuffer.allocate(1_500);

        Client() throws IOException {
            socket.connect(TestClients.address(server));
            socket.configureBlocking(false);
        }

        void ask(int id) throws IOException {
            awaited.add(id);
            socket.write(ByteBuffer.wrap(TestClients.query(id)));
        }

        int receive() throws IOException {
            int count = 0;
            while (socket.read(reply.clear()) > 0) {
                int id = Wire.u16(reply.array(), 0);
                assertThat(awaited.remove(id))
                        .as("a reply to %s is awaited", id)
                        .isTrue();
                assertThat(reply.flip())
                        .isEqualTo(ByteBuffer.wrap(site.respond(TestClients.query(id), TestClients.LOOPBACK, false)));
                count++;
            }
            return count;
        }
    }
}
