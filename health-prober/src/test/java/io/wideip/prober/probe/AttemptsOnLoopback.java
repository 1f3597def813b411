package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.prober.names.TestNameserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Real attempts to real servers, whose host names a nameserver of the test's own knows. */
abstract class AttemptsOnLoopback {
    static final String HOST = "shop.apps.example.com";
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(5);

    private final TestNameserver nameserver = new TestNameserver()
            .with("ltm.example.net", "127.0.0.3")
            .with("empty.example.net")
            .with("half.example.net", "127.0.0.66", "127.0.0.67", "127.0.0.3");
    final Attempts attempts = new NettyAttempts(nameserver.lookup(), tls());
    private final List<AutoCloseable> opened = new ArrayList<>();

    Tls tls() {
        return Tls.ofThisMachine();
    }

    @AfterEach
    void closeAll() throws Exception {
        attempts.close();
        nameserver.close();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    final <T extends AutoCloseable> T open(T server) {
        opened.add(server);
        return server;
    }

    /** When it has ended, no connection is left, and none that a port of this machine would have to wait for. */
    final Outcome attempt(String address, Probe probe, Duration timeout) {
        int port = probe.endpoint().port();
        // Another server may have had this port a moment ago, and its clients may still be in TIME_WAIT.
        List<String> others = KernelSockets.of(port);
        Outcome outcome =
                start(address, probe, timeout).orTimeout(10, TimeUnit.SECONDS).join();
        List<String> left = since(others, port);
        for (int i = 0; i < 14 && !left.isEmpty(); i++) {
            pause(Duration.ofMillis(10));
            left = since(others, port);
        }
        assertThat(left).as("connections that are left").isEmpty();
        return outcome;
    }

    private static List<String> since(List<String> others, int port) {
        return KernelSockets.of(port).stream()
                .filter(socket -> others.stream().noneMatch(other -> sameConnection(other, socket)))
                .toList();
    }

    /** Whatever state it has come to since. */
    private static boolean sameConnection(String one, String other) {
        return one.substring(0, one.indexOf(" state")).equals(other.substring(0, other.indexOf(" state")));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Outcome failure(Cause cause, String reason) {
        return new Outcome.Failure(cause, reason);
    }

    final CompletableFuture<Outcome> start(String address, Probe probe, Duration timeout) {
        return start(attempts, address, probe, timeout);
    }

    static CompletableFuture<Outcome> start(Attempts attempts, String address, Probe probe, Duration timeout) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        attempts.start(target(address, probe, timeout), false, attempted -> outcome.complete(attempted.outcome()));
        return outcome;
    }

    static Target target(String address, Probe probe, Duration timeout) {
        @Nullable String host = probe.host();
        HealthCheck check = new HealthCheck("app", probe, Duration.ofMinutes(1), timeout, 3, 3, 1);
        return new Target(address, check, host == null ? HOST : host);
    }
}
