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
import io.wideip.config.AdminToken;
import io.wideip.config.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, with tokens. */
@Timeout(30)
final class TokensIT {
    record Done(String actor) {}

    record Order(String reason) {}

    @TempDir
    private Path directory;

    private final List<AdminToken> tokens = new CopyOnWriteArrayList<>();
    private AdminServer server;
    private InetSocketAddress https;

    @BeforeEach
    void start() throws Exception {
        Process made = new ProcessBuilder(
                        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                                        + " -subj /CN=gslb -addext subjectAltName=IP:127.0.0.1 -keyout tls.key -out tls.crt")
                                .split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        tokens.add(new AdminToken("dashboard", false, sha256("may-read")));
        tokens.add(new AdminToken("runbook", true, sha256("may-order")));
        Api api = new Api(
                List.of(
                        Operation.get(
                                "/done",
                                "Reads.",
                                Done.class,
                                call -> new Done(call.actor().name())),
                        Operation.post(
                                "/orders",
                                "Orders.",
                                Order.class,
                                Done.class,
                                call -> new Done(call.actor().name()))),
                "1.0");
        server = new AdminServer(Duration.ofSeconds(5), Pages.of("Test", Map.of()), api, () -> tokens);
        https = server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key")));
    }

    private static String sha256(String token) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTokenMayWhatItsRoleMay() {
        assertThat(read("may-read")).isEqualTo(new Done("dashboard"));
        assertThat(read("may-order")).isEqualTo(new Done("runbook"));
        assertThat(order("may-order")).isEqualTo(new Done("runbook"));
        assertThat(order("may-read"))
                .isEqualTo("mayNot: the token 'dashboard' may only read: orders need one with the role operate");
        assertThat(read("may")).asString().startsWith("unknownToken: ");
        assertThat(order("may-order2")).asString().startsWith("unknownToken: ");
    }

    @Test
    void withoutATokenThisMachineMayReadAndNobodyMayOrder() {
        assertThat(read(null)).isEqualTo(new Done("127.0.0.1"));
        assertThat(order(null)).asString().startsWith("mayNot: orders are given by the unix socket");
    }

    @Test
    void aTokenThatIsTakenAwayCountsNoLonger() {
        assertThat(order("may-order")).isEqualTo(new Done("runbook"));
        tokens.removeIf(token -> token.name().equals("runbook"));
        assertThat(order("may-order")).asString().startsWith("unknownToken: ");
    }

    /** It would travel in the clear. */
    @Test
    void aTokenMakesNoDifferenceWithoutTls() throws Exception {
        InetSocketAddress http = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
        assertThat(
                        exchangeInClear(
                                http,
                                "POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                        + "Authorization: Bearer may-order\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aServerWithAnotherCertificateIsNotAsked() {
        assertThat(ask(new ClientTrust(null, "may-order"), ServerRequest.get("/done")))
                .isInstanceOf(ServerReply.Unreached.class);
        ServerReply<Done> reply =
                ask(new ClientTrust(directory.resolve("none.pem"), "may-order"), ServerRequest.get("/done"));
        assertThat(reply)
                .isInstanceOfSatisfying(
                        ServerReply.Unreached.class,
                        unreached -> assertThat(unreached.reason()).endsWith("none.pem ($WIDEIP_CA) can't be read"));
    }

    private Object read(@Nullable String token) {
        return result(ask(new ClientTrust(directory.resolve("tls.crt"), token), ServerRequest.get("/done")));
    }

    private Object order(@Nullable String token) {
        return result(ask(
                new ClientTrust(directory.resolve("tls.crt"), token),
                ServerRequest.post("/orders", new Order("test"))));
    }

    private static Object result(ServerReply<Done> reply) {
        if (reply instanceof ServerReply.Answered<Done> answered) {
            return answered.result();
        }
        return reply instanceof ServerReply.Refused<Done> refused ? refused.code() + ": " + refused.message() : reply;
    }

    private ServerReply<Done> ask(ClientTrust trust, ServerRequest request) {
        List<ServerAddress> at = ServerAddress.of(List.of("https://127.0.0.1:" + https.getPort()), Map.of());
        try (Servers servers = new Servers(at, trust, Duration.ofSeconds(10))) {
            return servers.ask(request, Done.class).get(0);
        }
    }

    private static String exchangeInClear(InetSocketAddress at, String request) throws Exception {
        try (java.net.Socket socket = new java.net.Socket(at.getAddress(), at.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
