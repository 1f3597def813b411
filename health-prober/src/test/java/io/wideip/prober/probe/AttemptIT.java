package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.availability.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on our side, an attempt ends at once and tells nothing of the target. */
final class AttemptIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch underWay = new CountDownLatch(NameLookup.MOST_THREADS);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final NettyAttempts attempts = new NettyAttempts(new NameLookup(this::hang), Tls.ofThisMachine(), task -> {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void close() {
        attempts.close();
    }

    /** One that could not be started later would keep its tasks, and its targets unchecked. */
    @Test
    void allThreadsRunBeforeTheFirstAttempt() {
        assertThat(threads).isNotEmpty().allMatch(Thread::isAlive);
        int before = threads.size();
        for (int i = 0; i < 10; i++) {
            assertThat(outcome(attempt -> attempt.end(Outcome.SUCCESS))).isEqualTo(Outcome.SUCCESS);
        }
        assertThat(threads).hasSize(before);
    }

    @Test
    void anErrorOfTheProbeLeavesTheTargetUndecided() {
        assertThat(outcome(attempt -> {
                    throw new StackOverflowError("on purpose");
                }))
                .isEqualTo(new Outcome.Undecided("the check could not be made: on purpose"));
    }

    @Test
    void aConnectionThatCanNotBeBegunLeavesTheTargetUndecided() {
        assertThat(outcome(attempt -> attempt.connect(70_000, channel -> {})))
                .isInstanceOf(Outcome.Undecided.class)
                .asString()
                .contains("port out of range");
    }

    @Test
    void anErrorOnceConnectedLeavesTheTargetUndecided() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.3"))) {
            assertThat(outcome(attempt -> attempt.connect(server.getLocalPort(), channel -> {
                        throw new OutOfMemoryError("on purpose");
                    })))
                    .isEqualTo(new Outcome.Undecided("the check could not be made: on purpose"));
        }
    }

    @Test
    void namesThatHangTakeNoOtherTargetDown() throws InterruptedException {
        List<CompletableFuture<Outcome>> hanging = IntStream.range(0, NameLookup.MOST_THREADS)
                .mapToObj(i -> start("slow" + i + ".example.net", SHORT, attempt -> attempt.connect(80, channel -> {})))
                .toList();
        assertThat(underWay.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(start("ltm.example.net", SHORT, attempt -> attempt.connect(80, channel -> {}))
                        .join())
                .isEqualTo(new Outcome.Undecided(
                        "the look-up of ltm.example.net did not begin within 300ms, because others take too long"));
        assertThat(hanging.get(0).join())
                .isEqualTo(new Outcome.Failure("no address found for slow0.example.net within 300ms"));
    }

    private InetAddress hang(String name) throws UnknownHostException {
        underWay.countDown();
        try {
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(name);
    }

    private Outcome outcome(Consumer<Attempt> script) {
        return start("127.0.0.3", Duration.ofSeconds(2), script).join();
    }

    private CompletableFuture<Outcome> start(String address, Duration timeout, Consumer<Attempt> script) {
        HealthCheck check = new HealthCheck("app", new Scripted(script), Duration.ofSeconds(10), timeout, 3, 3, 1);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        attempts.start(new Target(address, check, ""), outcome::complete);
        return outcome.orTimeout(5, TimeUnit.SECONDS);
    }

    private record Scripted(Consumer<Attempt> script) implements Probe {
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
        public void start(Attempt attempt) {
            script.accept(attempt);
        }
    }
}
