package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.availability.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every type of probe does, whatever it asks. */
abstract class ProbeContract {
    static final String HOST = "shop.apps.example.com";
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(5);

    final Attempts attempts = new NettyAttempts(new NameLookup(ProbeContract::resolve), tls());
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** The type with its defaults. */
    abstract Probe probe(int port);

    /** What the server answers that is as expected. */
    abstract String goodAnswer();

    ServerSocketFactory sockets() {
        return ServerSocketFactory.getDefault();
    }

    Tls tls() {
        return Tls.ofThisMachine();
    }

    @AfterEach
    void closeAll() throws Exception {
        attempts.close();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void succeedsAtAHealthyServerAndClosesTheConnection() throws InterruptedException {
        ScriptedServer server = open(new ScriptedServer(sockets(), connection -> {
            ScriptedServer.write(connection, goodAnswer());
            ScriptedServer.SILENT.serve(connection);
        }));
        assertThat(attempt(server, LONG)).isEqualTo(Outcome.SUCCESS);
        List<String> end = server.seen.poll(5, TimeUnit.SECONDS);
        while (end != null && !end.isEmpty()) {
            end = server.seen.poll(5, TimeUnit.SECONDS);
        }
        assertThat(end).as("the server's connection ended").isNotNull();
    }

    @Test
    void succeedsAtAVipThatHasAHostName() {
        ScriptedServer server = open(ScriptedServer.answering(sockets(), goodAnswer()));
        assertThat(attempt("ltm.example.net", probe(server.port()), LONG)).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aRefusedConnectionIsAFailure() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"))) {
            port = unused.getLocalPort();
        }
        assertThat(attempt("127.0.0.3", probe(port), LONG)).isEqualTo(new Outcome.Failure("connection refused"));
    }

    @Test
    void aConnectionThatNobodyTakesUpEndsWithTheTimeout() throws IOException {
        ServerSocket full = open(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3")));
        for (int i = 0; i < 4; i++) {
            Socket filler = open(new Socket());
            try {
                filler.connect(full.getLocalSocketAddress(), 100);
            } catch (IOException alreadyFull) {
                break;
            }
        }
        assertThat(attempt("127.0.0.3", probe(full.getLocalPort()), SHORT))
                .isEqualTo(new Outcome.Failure("no connection within 300ms"));
    }

    @Test
    void aHostNameThatDoesNotResolveIsAFailure() {
        assertDoesNotResolve();
    }

    private void assertDoesNotResolve() {
        assertThat(attempt("nowhere.example.net", probe(80), LONG))
                .isEqualTo(new Outcome.Failure("the host name does not resolve"));
    }

    @Test
    void aHostNameWhoseLookUpHangsEndsWithTheTimeoutAndHoldsUpNobody() {
        CompletableFuture<Outcome> hanging = start("slow.example.net", probe(80), SHORT);
        assertDoesNotResolve();
        assertThat(hanging.orTimeout(5, TimeUnit.SECONDS).join())
                .isEqualTo(new Outcome.Failure("no address found for slow.example.net within 300ms"));
    }

    @Test
    void closingCancelsWhatRuns() {
        CompletableFuture<Outcome> hanging = start("slow.example.net", probe(80), Duration.ofMinutes(1));
        attempts.close();
        assertThat(hanging.orTimeout(5, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Undecided.class);
        assertThat(attempt("127.0.0.3", probe(80), LONG)).isInstanceOf(Outcome.Undecided.class);
    }

    @Test
    void anAttemptCanBeCancelled() {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        attempts.start(target("slow.example.net", probe(80), Duration.ofMinutes(1)), outcome::complete)
                .run();
        assertThat(outcome.orTimeout(5, TimeUnit.SECONDS).join())
                .isEqualTo(new Outcome.Undecided("the check was cancelled"));
    }

    final <T extends AutoCloseable> T open(T server) {
        opened.add(server);
        return server;
    }

    final Outcome attempt(ScriptedServer server, Duration timeout) {
        return attempt(server.address(), probe(server.port()), timeout);
    }

    final Outcome attempt(String address, Probe probe, Duration timeout) {
        return start(address, probe, timeout).orTimeout(10, TimeUnit.SECONDS).join();
    }

    final CompletableFuture<Outcome> start(String address, Probe probe, Duration timeout) {
        return start(attempts, address, probe, timeout);
    }

    static CompletableFuture<Outcome> start(Attempts attempts, String address, Probe probe, Duration timeout) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        attempts.start(target(address, probe, timeout), outcome::complete);
        return outcome;
    }

    private static Target target(String address, Probe probe, Duration timeout) {
        @Nullable String host = probe.host();
        HealthCheck check = new HealthCheck("app", probe, Duration.ofMinutes(1), timeout, 3, 3, 1);
        return new Target(address, check, host == null ? HOST : host);
    }

    private static InetAddress resolve(String name) throws UnknownHostException {
        if (name.equals("ltm.example.net")) {
            return InetAddress.getByName("127.0.0.3");
        }
        if (name.equals("slow.example.net")) {
            try {
                Thread.sleep(Duration.ofMinutes(1).toMillis());
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
        throw new UnknownHostException(name);
    }
}
