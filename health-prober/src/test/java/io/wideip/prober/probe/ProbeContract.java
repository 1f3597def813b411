package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every type of probe does, whatever it asks. */
abstract class ProbeContract extends AttemptsOnLoopback {
    /** The type with its defaults. */
    abstract Probe probe(Endpoint endpoint);

    final Probe probe(int port) {
        return probe(new Endpoint(port, ProxyHeader.NONE));
    }

    /** What the server answers that is as expected. */
    abstract String goodAnswer();

    /** What servers speak below what the probe asks, or null for plain TCP. */
    @Nullable
    SSLContext serverTls() {
        return null;
    }

    @Test
    void succeedsAtAHealthyServerAndClosesTheConnection() throws InterruptedException {
        ScriptedServer server = open(new ScriptedServer(serverTls(), connection -> {
            ScriptedServer.write(connection, goodAnswer());
            ScriptedServer.SILENT.serve(connection);
        }));
        assertThat(attempt(server, LONG)).isInstanceOf(Outcome.Success.class);
        List<String> end = server.seen.poll(5, TimeUnit.SECONDS);
        while (end != null && !end.isEmpty()) {
            end = server.seen.poll(5, TimeUnit.SECONDS);
        }
        assertThat(end).as("the server's connection ended").isNotNull();
    }

    @Test
    void succeedsAtAVipThatHasAHostName() {
        ScriptedServer server = open(ScriptedServer.answering(serverTls(), goodAnswer()));
        assertThat(attempt("ltm.example.net", probe(server.port()), LONG)).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void ofANamesAddressesOneThatAnswersSuffices() {
        ScriptedServer server = open(ScriptedServer.answering(serverTls(), goodAnswer()));
        open(new ScriptedServer("127.0.0.67", server.port(), null, ScriptedServer.RESETTING));
        assertThat(attempt("half.example.net", probe(server.port()), LONG)).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void aRefusedConnectionIsAFailure() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"))) {
            port = unused.getLocalPort();
        }
        Outcome refused = failure(Cause.REFUSED, "connection refused");
        assertThat(attempt("127.0.0.3", probe(port), LONG)).isEqualTo(refused);
        assertThat(attempt("half.example.net", probe(port), LONG)).isEqualTo(refused);
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
        assertThat(start("127.0.0.3", probe(full.getLocalPort()), SHORT)
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(failure(Cause.TIMEOUT_CONNECT, "no connection within 300ms"));
    }

    @Test
    void aHostNameWithoutAddressIsAFailure() {
        assertNamesAreLookedUp();
    }

    private void assertNamesAreLookedUp() {
        assertThat(attempt("nowhere.example.net", probe(80), LONG))
                .isEqualTo(failure(Cause.NAME, "the host name does not exist"));
        assertThat(attempt("empty.example.net", probe(80), LONG))
                .isEqualTo(failure(Cause.NAME, "the host name has no address"));
    }

    @Test
    void aHostNameWhoseLookUpHangsSaysNothingOfTheTargetAndHoldsUpNobody() {
        CompletableFuture<Outcome> hanging = start("slow.example.net", probe(80), SHORT);
        assertNamesAreLookedUp();
        assertThat(hanging.orTimeout(5, TimeUnit.SECONDS).join())
                .isEqualTo(new Outcome.Undecided("the look-up of slow.example.net did not end within 300ms"));
    }

    @Test
    void aProxyHeaderGoesBeforeAllElse() throws InterruptedException {
        // The signature, version 2 with the command LOCAL, no addresses.
        assertThat(firstBytes(ProxyHeader.V2)).isEqualTo("0d0a0d0a000d0a515549540a20000000");
        assertThat(firstBytes(ProxyHeader.V1))
                .isEqualTo(HexFormat.of().formatHex("PROXY TCP4 127.0".getBytes(StandardCharsets.US_ASCII)));
    }

    private @Nullable String firstBytes(ProxyHeader header) throws InterruptedException {
        BlockingQueue<String> bytes = new LinkedBlockingQueue<>();
        ScriptedServer.BeforeTls noting = connection ->
                bytes.add(HexFormat.of().formatHex(connection.getInputStream().readNBytes(16)));
        ScriptedServer server = open(new ScriptedServer(null, noting));
        attempt(server.address(), probe(new Endpoint(server.port(), header)), LONG);
        return bytes.poll(5, TimeUnit.SECONDS);
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
        attempts.start(
                        target("slow.example.net", probe(80), Duration.ofMinutes(1)),
                        false,
                        attempted -> outcome.complete(attempted.outcome()))
                .run();
        assertThat(outcome.orTimeout(5, TimeUnit.SECONDS).join())
                .isEqualTo(new Outcome.Undecided("the check was cancelled"));
    }

    final Outcome attempt(ScriptedServer server, Duration timeout) {
        return attempt(server.address(), probe(server.port()), timeout);
    }
}
