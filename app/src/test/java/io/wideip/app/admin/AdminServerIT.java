package io.wideip.app.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.app.admin.Pages.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class AdminServerIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = AdminServer.start(
                ANY_PORT,
                Duration.ofSeconds(1),
                Pages.of(
                        "Test",
                        Map.of(
                                "/page", () -> Page.text(200, "here\n"),
                                "/broken",
                                        () -> {
                                            throw new IllegalStateException("as the test wants it");
                                        })));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesPagesAndAnIndex() throws IOException {
        assertThat(exchange("GET /page HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .containsIgnoringCase("connection: close")
                .endsWith("\r\n\r\nhere\n");
        assertThat(exchange("GET /page?a=b HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("here\n");
        assertThat(exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("Test\n\n/broken\n/page\n");
        assertThat(exchange("HEAD /page HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .containsIgnoringCase("content-length: 5")
                .endsWith("\r\n\r\n");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        assertThat(exchange("GET /none HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("GET /../page HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("DELETE /page HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: GET, HEAD");
        assertThat(exchange("POST /page HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000)))
                .startsWith("HTTP/1.1 405 ");
        assertThat(exchange("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("as the test wants it");
    }

    @Test
    void refusesWhatIsMalformedOrTooLong() throws IOException {
        assertThat(exchange("\u0016\u0003\u0001 not HTTP at all\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414 ");
        assertThat(exchange("GET / HTTP/1.1\r\nx: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void answersOnceHoweverManyRequestsCome() throws IOException {
        String response = exchange("GET /page HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000));

        assertThat(response).containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void endsWhoIsSlow() throws IOException {
        long begun = System.nanoTime();
        try (Socket slow = connect()) {
            slow.getOutputStream().write("GET /page HT".getBytes(US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }

    @Test
    void boundsConnectionsAndRecovers() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < AdminServer.MOST_CONNECTIONS; i++) {
                held.add(connect());
            }
            Awaitility.await().until(this::isTurnedAway);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> exchange("GET /page HTTP/1.1\r\nHost: x\r\n\r\n").endsWith("here\n"));
    }

    @Test
    void saysWhichAddressIsTaken() {
        assertThatThrownBy(
                        () -> AdminServer.start(server.address(), Duration.ofSeconds(1), Pages.of("Second", Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "the admin address 127.0.0.1:" + server.address().getPort() + " can't be bound: ");
    }

    private boolean isTurnedAway() throws IOException {
        try (Socket more = connect()) {
            more.setSoTimeout(200);
            return more.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
