package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.availability.Target;
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
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on our side, an attempt ends at once and tells nothing of the target. */
final class AttemptIT {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final NettyAttempts attempts = new NettyAttempts(new NameLookup(), Tls.ofThisMachine(), task -> {
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

    private Outcome outcome(Consumer<Attempt> start) {
        HealthCheck check =
                new HealthCheck("app", new Scripted(start), Duration.ofSeconds(10), Duration.ofSeconds(2), 3, 3, 1);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        attempts.start(new Target("127.0.0.3", check, ""), outcome::complete);
        return outcome.orTimeout(5, TimeUnit.SECONDS).join();
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
