package io.wideip.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.app.admin.AdminServer;
import io.wideip.app.admin.Pages;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API by TCP and by a unix socket. */
@Timeout(20)
final class ApiIT {
    record Echo(
            String name,
            int count,
            String actor,
            Instant at,
            @Nullable Duration pause) {}

    record Order(@Nullable String reason, @Nullable Duration pause) {}

    @TempDir
    private Path directory;

    private AdminServer server;
    private InetSocketAddress address;
    private Path socket;

    @BeforeEach
    void start() throws IOException {
        socket = directory.resolve("admin.sock");
        server = new AdminServer(
                Duration.ofSeconds(5),
                Pages.of("Test", Map.of()),
                new Api(
                        List.of(
                                Operation.get("/echo/{name}", "Says what it heard.", Echo.class, ApiIT::echo)
                                        .with("count", "how many"),
                                Operation.post("/orders", "Takes an order.", Order.class, Echo.class, ApiIT::order),
                                Operation.post("/large", "Takes much.", Order.class, Echo.class, ApiIT::order)
                                        .ofUpTo(1 << 20)),
                        "1.0"),
                List::of);
        address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
        server.listen(socket);
    }

    private static Echo echo(OperationCall<Operation.None> call) throws OperationFailure {
        return new Echo(
                call.path("name"),
                call.integer("count", 1, 9, 3),
                call.actor().name(),
                Instant.EPOCH,
                Duration.ofSeconds(30));
    }

    private static Echo order(OperationCall<Order> call) throws OperationFailure {
        if (call.body().reason() == null) {
            throw OperationFailure.refused("no 'reason': write why");
        }
        return new Echo(
                call.body().reason(),
                0,
                call.actor().name(),
                Instant.EPOCH,
                call.body().pause());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theUnixSocketIsForItsUserAndGroupAndGoesWithTheServer() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
        assertThat(directory).isDirectoryContaining("glob:**/admin.sock");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(socket);
        }
        server.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aSocketThatWasLeftIsReplacedAndOneInUseIsNot() throws IOException {
        Path left = directory.resolve("left.sock");
        try (var killed = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(left));
        }
        server.listen(left);
        assertThatThrownBy(() -> server.listen(socket)).hasMessageContaining("another process serves it");

        Path file = Files.writeString(directory.resolve("file"), "kept");
        assertThatThrownBy(() -> server.listen(file)).hasMessageContaining("which is no socket");
        assertThat(file).hasContent("kept");
        assertThatThrownBy(() -> server.listen(directory.resolve("none/a.sock")))
                .hasMessageContaining("there is no directory");
        assertThatThrownBy(() -> server.listen(directory.resolve("x".repeat(100))))
                .hasMessageContaining("107 octets at most");
    }

    @Test
    void theKernelSaysWhoOrders() {
        ServerAddress at = ServerAddress.of(List.of("unix:" + socket), Map.of()).get(0);
        try (Servers servers = new Servers(List.of(at), ClientTrust.NONE, Duration.ofSeconds(5))) {
            ServerReply<Echo> reply = servers.ask(
                            ServerRequest.post("/orders", new Order("because", Duration.ofHours(2))), Echo.class)
                    .get(0);
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            ServerReply.Answered.class,
                            answered -> assertThat(answered.result())
                                    .isEqualTo(new Echo(
                                            "because",
                                            0,
                                            System.getProperty("user.name"),
                                            Instant.EPOCH,
                                            Duration.ofHours(2))));
            ServerReply<Echo> refusal = servers.ask(ServerRequest.post("/orders", new Order(null, null)), Echo.class)
                    .get(0);
            assertThat(refusal).isEqualTo(new ServerReply.Refused<>(at, "refused", "no 'reason': write why"));
        }
    }

    /** What is not reached is told, and keeps no other back. */
    @Test
    void asksAllServers() throws IOException {
        List<ServerAddress> at = ServerAddress.of(
                List.of("http://127.0.0.1:" + address.getPort(), "unix:" + directory.resolve("none")), Map.of());
        try (Servers servers = new Servers(at, ClientTrust.NONE, Duration.ofSeconds(5))) {
            List<ServerReply<Echo>> replies =
                    servers.ask(ServerRequest.get("/echo/a%20b").with("count", 4), Echo.class);
            assertThat(replies.get(0)).isInstanceOf(ServerReply.Answered.class);
            assertThat(replies.get(1)).isInstanceOf(ServerReply.Unreached.class);
        }
    }

    @Test
    void writesJson() throws IOException {
        assertThat(http("GET", "/api/v1/echo/shop?count=4", "", "")).endsWith("""
                        \r
                        \r
                        {"name":"shop","count":4,"actor":"127.0.0.1","at":"1970-01-01T00:00:00Z","pause":"30s"}
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/v1/none          |                                  |           | 404 | there is nothing at /api/v1/none
            GET  | /api/v2/echo/a        |                                  |           | 404 | there is nothing at
            PUT  | /api/v1/orders        |                                  |           | 405 | only POST
            GET  | /api/v1/echo/a?cuont=1|                                  |           | 400 | did you mean 'count'?
            GET  | /api/v1/echo/a?count=1&count=2 |                         |           | 400 | given twice
            GET  | /api/v1/echo/a?count=0|                                  |           | 400 | whole number of 1 to 9
            GET  | /api/v1/echo/a?%zz    |                                  |           | 400 | the query can't be read
            GET  | /api/v1/echo/a        | Host: evil.example               |           | 421 | the Host header must name
            GET  | /api/v1/echo/a        | Origin: http://evil.example      |           | 403 | web pages of other origins
            GET  | /api/v1/echo/a        | Sec-Fetch-Site: cross-site       |           | 403 | web pages of other origins
            POST | /api/v1/orders        | Content-Type: application/json   | {}        | 403 | orders are given by the unix socket
            GET  | /api/v1/echo/a        | Content-Length: 5                | 12345     | 413 | this takes no body
            """)
    void refusesByTcp(String method, String target, String header, String body, int status, String message)
            throws IOException {
        assertThat(http(method, target, header, body))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("{\"error\":{\"code\":\"")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Content-Type: text/plain                          | {}               | 415 | send Content-Type: application/json
            Content-Type: application/x-www-form-urlencoded   | a=b              | 415 | send Content-Type: application/json
            Content-Type: application/json                    |                  | 400 | the body can't be read
            Content-Type: application/json                    | null             | 400 | the body is null
            Content-Type: application/json                    | []               | 400 | the body can't be read
            Content-Type: application/json                    | {"raeson": "x"}  | 400 | raeson
            Content-Type: application/json                    | {} {}            | 400 | the body can't be read
            Content-Type: application/json                    | {"reason": "x", "pause": "2 h"} | 400 | write a duration such as
            Content-Type: application/json; charset=utf-8     | {}               | 409 | no 'reason': write why
            """)
    void refusesByUnixSocket(String header, String body, int status, String message) throws IOException {
        String octets = body == null ? "" : body;
        assertThat(unix("POST /api/v1/orders HTTP/1.1\r\nConnection: close\r\n" + header + "\r\nContent-Length: "
                        + octets.length() + "\r\n\r\n" + octets))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(message);
    }

    /** Refused by what it announces, or by what comes. */
    @Test
    void refusesLargeBodies() throws IOException {
        String head = "POST /api/v1/orders HTTP/1.1\r\nContent-Type: application/json\r\n";
        assertThat(unix(head + "Content-Length: 99999999\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(unix(head + "Transfer-Encoding: chunked\r\n\r\n"
                        + ("1000\r\n" + "x".repeat(4_096) + "\r\n").repeat(17)))
                .startsWith("HTTP/1.1 413 ");
    }

    /** One at a time may be large; its place is free again when it is gone. */
    @Test
    void takesOneLargeBodyAtATime() throws IOException {
        String large = "{\"reason\":\"" + "x".repeat(500_000) + "\"}";
        String head = "POST /api/v1/large HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\n";
        String whole = head + "Content-Length: " + large.length() + "\r\n\r\n" + large;
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
                + ("1000\r\n" + " ".repeat(4_096) + "\r\n").repeat(20) + "2\r\n{}\r\n0\r\n\r\n";
        try (SocketChannel slow = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            slow.write(
                    ByteBuffer.wrap((head + "Expect: 100-continue\r\nContent-Length: 70000\r\n\r\n").getBytes(UTF_8)));
            slow.read(ByteBuffer.allocate(12)); // "HTTP/1.1 100": its head is read.
            assertThat(unix(whole)).startsWith("HTTP/1.1 503 ").contains("there is one at a time");
            assertThat(unix(chunked)).startsWith("HTTP/1.1 503 ");
            assertThat(unix(head + "Content-Length: 2\r\n\r\n{}")).startsWith("HTTP/1.1 409 ");
        }
        await().until(() -> unix(whole).startsWith("HTTP/1.1 200 "));
        assertThat(unix(whole)).startsWith("HTTP/1.1 200 ");
        assertThat(unix(chunked)).startsWith("HTTP/1.1 409 ");
    }

    /** Its time begins with its head, however slowly its body comes. */
    @Test
    void endsWhoSendsHalfABody() throws IOException {
        long begun = System.nanoTime();
        assertThat(unix("POST /api/v1/orders HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(15));
    }

    private String http(String method, String target, String header, String body) throws IOException {
        String own = header == null ? "" : header;
        try (Socket client = new Socket(address.getAddress(), address.getPort())) {
            client.getOutputStream()
                    .write((method + " " + target + " HTTP/1.1\r\nConnection: close\r\n"
                                    + (own.startsWith("Host") ? "" : "Host: 127.0.0.1:8053\r\n")
                                    + (own.isEmpty() ? "" : own + "\r\n") + "\r\n" + (body == null ? "" : body))
                            .getBytes(UTF_8));
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private String unix(String request) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer octets = ByteBuffer.wrap(request.getBytes(UTF_8));
            while (octets.hasRemaining()) {
                client.write(octets);
            }
            return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
        }
    }
}
