package io.wideip.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.admin.AdminServer;
import io.wideip.app.admin.Pages;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import io.wideip.config.AdminCredential;
import io.wideip.config.AdminToken;
import io.wideip.config.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An API whose operations tell who asks, over TLS. */
final class ActorApi implements AutoCloseable {
    record Done(String actor) {}

    record Order(String reason) {}

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AdminServer server;
    private final InetSocketAddress https;

    ActorApi(TlsFiles tls, Supplier<List<? extends AdminCredential>> credentials) throws Exception {
        Api api = new Api(
                List.of(
                        Operation.get("/done", "Reads.", Done.class, ActorApi::done),
                        Operation.post("/orders", "Orders.", Order.class, Done.class, ActorApi::done)),
                "1.0");
        server = new AdminServer(Duration.ofSeconds(5), Pages.of("Test", Map.of()), api, credentials);
        https = server.listen(ANY_PORT, tls);
    }

    static Done done(OperationCall<?> call) {
        return new Done(call.actor().name());
    }

    /** Where it listens without TLS, too. */
    InetSocketAddress listenInTheClear() throws IOException {
        return server.listen(ANY_PORT, null);
    }

    /** What it has done, what it refuses, or why it is not reached. */
    Object result(ClientTrust trust, ServerRequest request) {
        ServerReply<Done> reply = ask(trust, request);
        if (reply instanceof ServerReply.Answered<Done> answered) {
            return answered.result();
        }
        return reply instanceof ServerReply.Refused<Done> refused ? refused.code() + ": " + refused.message() : reply;
    }

    ServerReply<Done> ask(ClientTrust trust, ServerRequest request) {
        List<ServerAddress> at = ServerAddress.of(List.of("https://127.0.0.1:" + https.getPort()), Map.of());
        try (Servers servers = new Servers(at, trust, Duration.ofSeconds(10))) {
            return servers.ask(request, Done.class).get(0);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    static AdminToken token(String name, boolean mayOrder, String secret) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        return new AdminToken(name, mayOrder, HexFormat.of().formatHex(hash));
    }

    /** A certificate of 127.0.0.1 that has signed itself: tls.crt and tls.key. */
    static TlsFiles certificate(Path directory) throws Exception {
        openssl(
                directory,
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=gslb"
                        + " -addext subjectAltName=IP:127.0.0.1 -keyout tls.key -out tls.crt");
        return new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    }

    static void openssl(Path directory, String arguments) throws Exception {
        Process made = new ProcessBuilder(("openssl " + arguments).split(" ", -1))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
    }
}
