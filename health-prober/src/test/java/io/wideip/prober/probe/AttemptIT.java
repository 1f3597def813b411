package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.prober.names.TestNameserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on our side, an attempt ends at once and tells nothing of the target; and how it takes turns. */
final class AttemptIT {
    private static final Duration LONG = Duration.ofSeconds(2);

    private final TestNameserver nameserver = new TestNameserver();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final NettyAttempts attempts = new NettyAttempts(
            nameserver.lookup(),
            Tls.ofThisMachine(),
            task -> {
                Thread thread = new Thread(task);
                threads.add(thread);
                return thread;
            },
            late -> {});
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.3"));
    }

    @AfterEach
    void close() throws IOException {
        attempts.close();
        nameserver.close();
        server.close();
    }

    /** One that could not be started later would keep its tasks, and its targets unchecked. */
    @Test
    void allThreadsRunBeforeTheFirstAttempt() {
        assertThat(threads).isNotEmpty().allMatch(Thread::isAlive);
        int before = threads.size();
        for (int i = 0; i < 10; i++) {
            assertThat(attempt("127.0.0.3", ProbeConnection::succeed).outcome()).isEqualTo(Outcome.SUCCESS);
        }
        assertThat(threads).hasSize(before);
    }

    @Test
    void anErrorOfTheProbeLeavesTheTargetUndecided() {
        assertThat(attempt("127.0.0.3", connection -> {
                            throw new OutOfMemoryError("on purpose");
                        })
                        .outcome())
                .isEqualTo(new Outcome.Undecided("the check could not be made: on purpose"));
        assertThat(attempt("127.0.0.3", connection -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .outcome())
                .isEqualTo(new Outcome.Undecided(
                        "the check could not be made: java.lang.IllegalStateException: on purpose"));
    }

    @Test
    void aConnectionThatCanNotBeBegunLeavesTheTargetUndecided() {
        assertThat(start("127.0.0.3", 70_000, LONG, ProbeConnection::succeed)
                        .join()
                        .outcome())
                .isInstanceOf(Outcome.Undecided.class)
                .asString()
                .contains("port out of range");
    }

    @Test
    void anAddressThatNoSocketCanHaveLeavesTheTargetUndecided() {
        assertThat(attempt("255.255.255.255", ProbeConnection::succeed).outcome())
                .isInstanceOf(Outcome.Undecided.class);
    }

    @Test
    void aResolverThatHangsLeavesTheTargetUndecided() {
        assertThat(start("slow.example.net", server.getLocalPort(), Duration.ofMillis(200), ProbeConnection::succeed)
                        .join()
                        .outcome())
                .isEqualTo(new Outcome.Undecided("the look-up of slow.example.net did not end within 200ms"));
    }

    @Test
    void tellsHowLongItTook() {
        Attempted attempted = start("127.0.0.3", server.getLocalPort(), Duration.ofMillis(200), connection -> {})
                .join();
        assertThat(attempted.outcome()).isEqualTo(new Outcome.Failure(Cause.TIMEOUT_ANSWER, "no answer within 200ms"));
        assertThat(attempted.took()).isBetween(Duration.ofMillis(190), LONG);
    }

    /** What blocks the event loop here is the process that is stopped there. */
    @Test
    void tellsHowLateItsLoopWas() {
        Attempted attempted = start(
                        "127.0.0.3", server.getLocalPort(), Duration.ofMillis(300), connection -> block(700))
                .join();
        assertThat(attempted.outcome()).isEqualTo(new Outcome.Failure(Cause.TIMEOUT_ANSWER, "no answer within 300ms"));
        assertThat(attempted.late()).isBetween(Duration.ofMillis(600), attempted.took());
    }

    @Test
    void anAnswerThatComesWhileTheLoopIsLateStillCounts() {
        Attempted attempted = start("127.0.0.3", server.getLocalPort(), Duration.ofMillis(300), connection -> {
                    block(700);
                    connection.channel().eventLoop().schedule(() -> connection.succeed(), 100, TimeUnit.MILLISECONDS);
                })
                .join();
        assertThat(attempted.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(attempted.took()).isGreaterThan(Duration.ofMillis(790));
    }

    /** Each time that its timeout strikes the loop has been late for most of it. */
    @Test
    void theTimeoutOfAPatientAttemptPassesOnlyWhileItsLoopIsInTime() {
        Consumer<ProbeConnection> script = connection ->
                connection.channel().eventLoop().scheduleAtFixedRate(() -> block(100), 50, 150, TimeUnit.MILLISECONDS);
        Attempted attempted = start("127.0.0.3", server.getLocalPort(), Duration.ofMillis(500), true, script)
                .join();
        assertThat(attempted.outcome()).isEqualTo(new Outcome.Failure(Cause.TIMEOUT_ANSWER, "no answer within 500ms"));
        assertThat(attempted.took().minus(attempted.late())).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(attempted.late()).isGreaterThan(Duration.ofMillis(300));
    }

    /** Of three addresses the first hangs once connected, the second fails, and the third is healthy. */
    @Test
    void anAddressThatHangsPassesItsTurn() {
        nameserver.with("ltm.example.net", "127.0.0.3", "127.0.0.4", "127.0.0.5");
        List<String> turns = new CopyOnWriteArrayList<>();
        try (ScriptedServer four = server("127.0.0.4");
                ScriptedServer five = server("127.0.0.5")) {
            Attempted attempted = attempt("ltm.example.net", connection -> {
                turns.add(connection.address().getHostAddress());
                if (turns.size() == 2) {
                    connection.fail(Cause.STATUS, "status 503");
                } else if (turns.size() == 3) {
                    connection.succeed();
                }
            });
            assertThat(attempted.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(turns).containsExactlyInAnyOrder(four.address(), five.address(), "127.0.0.3");
            // The share of the timeout that the first has, and not more.
            assertThat(attempted.took())
                    .isBetween(LONG.dividedBy(4), LONG.dividedBy(2).plusMillis(400));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whereAllAddressesFailTheLastOneSaysWhy() {
        nameserver.with("ltm.example.net", "127.0.0.66", "127.0.0.67");
        assertThat(attempt("ltm.example.net", ProbeConnection::succeed).outcome())
                .isEqualTo(new Outcome.Failure(Cause.REFUSED, "connection refused"));
    }

    /** Clients of the other family may reach it, but what can be tried from here is dead. */
    @Test
    void anAddressThatCanNotBeTriedFromHereLeavesTheJudgementToTheOthers() {
        nameserver.with("ltm.example.net", "255.255.255.255", "127.0.0.66");
        assertThat(attempt("ltm.example.net", ProbeConnection::succeed).outcome())
                .isEqualTo(new Outcome.Failure(Cause.REFUSED, "connection refused"));
        nameserver.with("out.example.net", "255.255.255.255");
        assertThat(attempt("out.example.net", ProbeConnection::succeed).outcome())
                .isInstanceOf(Outcome.Undecided.class);
    }

    private ScriptedServer server(String address) {
        return new ScriptedServer(address, server.getLocalPort(), null, ScriptedServer.SILENT);
    }

    private Attempted attempt(String address, Consumer<ProbeConnection> script) {
        return start(address, server.getLocalPort(), LONG, script).join();
    }

    private static void block(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Attempted> start(
            String address, int port, Duration timeout, Consumer<ProbeConnection> script) {
        return start(address, port, timeout, false, script);
    }

    private CompletableFuture<Attempted> start(
            String address, int port, Duration timeout, boolean patient, Consumer<ProbeConnection> script) {
        Probe probe = new Scripted(new Endpoint(port, ProxyHeader.NONE), script);
        HealthCheck check = new HealthCheck("app", probe, Duration.ofSeconds(10), timeout, 3, 3, 1);
        CompletableFuture<Attempted> attempted = new CompletableFuture<>();
        attempts.start(new Target(address, check, ""), patient, attempted::complete);
        return attempted.orTimeout(5, TimeUnit.SECONDS);
    }

    private record Scripted(Endpoint endpoint, Consumer<ProbeConnection> script) implements Probe {
        @Override
        public String host() {
            return "";
        }

        @Override
        public String type() {
            return "scripted";
        }

        @Override
        public String label() {
            return "scripted";
        }

        @Override
        public void converse(ProbeConnection connection) {
            script.accept(connection);
        }
    }
}
