package io.wideip.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.api.ActorApi.Done;
import io.wideip.app.api.ActorApi.Order;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.config.AdminToken;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
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
    @TempDir
    private Path directory;

    private final List<AdminToken> tokens = new CopyOnWriteArrayList<>();
    private ActorApi api;

    @BeforeEach
    void start() throws Exception {
        tokens.add(ActorApi.token("dashboard", false, "may-read"));
        tokens.add(ActorApi.token("runbook", true, "may-order"));
        api = new ActorApi(ActorApi.certificate(directory), () -> tokens);
    }

    @AfterEach
    void stop() {
        api.close();
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
        InetSocketAddress http = api.listenInTheClear();
        assertThat(
                        exchangeInClear(
                                http,
                                "POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                        + "Authorization: Bearer may-order\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aServerWithAnotherCertificateIsNotAsked() {
        assertThat(api.ask(new ClientTrust(null, "may-order"), ServerRequest.get("/done")))
                .isInstanceOf(ServerReply.Unreached.class);
        ServerReply<Done> reply =
                api.ask(new ClientTrust(directory.resolve("none.pem"), "may-order"), ServerRequest.get("/done"));
        assertThat(reply)
                .isInstanceOfSatisfying(
                        ServerReply.Unreached.class,
                        unreached -> assertThat(unreached.reason()).endsWith("none.pem ($WIDEIP_CA) can't be read"));
    }

    private Object read(@Nullable String token) {
        return api.result(new ClientTrust(directory.resolve("tls.crt"), token), ServerRequest.get("/done"));
    }

    private Object order(@Nullable String token) {
        return api.result(
                new ClientTrust(directory.resolve("tls.crt"), token), ServerRequest.post("/orders", new Order("test")));
    }

    private static String exchangeInClear(InetSocketAddress at, String request) throws Exception {
        try (java.net.Socket socket = new java.net.Socket(at.getAddress(), at.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
