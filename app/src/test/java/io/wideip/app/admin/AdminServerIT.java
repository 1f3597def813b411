package io.wideip.app.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class AdminServerIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private AdminServer server;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        server = server(Duration.ofSeconds(15));
        address = server.listen(ANY_PORT, null);
    }

    private static AdminServer server(Duration patience) {
        return new AdminServer(
                patience,
                Pages.of(
                        "Test",
                        Map.of(
                                "/page", () -> Page.text(200, "here\n"),
                                "/broken",
                                        () -> {
                                            throw new IllegalStateException("as the test wants it");
                                        })),
                Service.NONE,
                List::of);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesPagesAndAnIndex() throws IOException {
        assertThat(exchange("GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
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
        assertThat(exchange("GET //page HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("GET /page/ HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("OPTIONS /none HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("GET * HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("GET /../page HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(exchange("DELETE /page HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: GET, HEAD, OPTIONS");
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
    void answersOneRequestAfterTheOther() throws IOException {
        String response = exchange("GET /page HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000)
                + "GET /page HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(response.split("\r\n\r\nhere\n", -1)).hasSize(1_002);
    }

    /** What the system's buffers hold is all that there is for such a peer. */
    @Test
    void whoReadsNothingGetsNoMore() throws IOException {
        AtomicInteger made = new AtomicInteger();
        Supplier<Page> large = () -> {
            made.incrementAndGet();
            return Page.text(200, "x".repeat(1_000_000));
        };
        try (AdminServer impatient = new AdminServer(
                Duration.ofSeconds(2), Pages.of("Test", Map.of("/large", large)), Service.NONE, List::of)) {
            try (Socket greedy = connect(impatient.listen(ANY_PORT, null))) {
                greedy.getOutputStream()
                        .write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"
                                .repeat(1_000)
                                .getBytes(US_ASCII));
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> made.get() < 20);
            }
        }
    }

    @Test
    void endsWhoIsSlow() throws IOException {
        long begun = System.nanoTime();
        try (AdminServer impatient = server(Duration.ofSeconds(1));
                Socket slow = connect(impatient.listen(ANY_PORT, null))) {
            slow.getOutputStream().write("GET /page HT".getBytes(US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }

    /** As a scanner does it that opens another one whenever one is closed. */
    @Test
    void silentConnectionsKeepNobodyOut() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < AdminServer.MOST_CONNECTIONS; i++) {
                held.add(connect());
                if (i % 2 == 1) {
                    held.get(i).getOutputStream().write("GET /page HT".getBytes(US_ASCII));
                }
            }
            for (int i = 0; i < 20; i++) {
                assertThat(exchange("GET /page HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("here\n");
                held.add(connect());
            }
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void theOneGoesThatHasBeenSilentForLongest() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i <= AdminServer.MOST_CONNECTIONS; i++) {
                held.add(connect());
            }
            Socket first = held.get(0);
            Socket last = held.get(AdminServer.MOST_CONNECTIONS);

            assertThat(isClosed(first)).isTrue();

            last.getOutputStream().write("GET /page HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(last.getInputStream().readAllBytes(), UTF_8)).endsWith("here\n");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://127.0.0.1/page HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET HTTP://x:8053/page?a=b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /p%61ge HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /page HTTP/1.0\r\n\r\n",
                "GET /page HTTP/1.1\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n"
            })
    void takesRequestsAsClientsWriteThem(String request) throws IOException {
        assertThat(exchange(request)).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nhere\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/page", "http://x/page"})
    void saysWhatIsAllowed(String target) throws IOException {
        assertThat(exchange("OPTIONS " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .containsIgnoringCase("allow: GET, HEAD, OPTIONS")
                .endsWith("\r\n\r\n");
    }

    @Test
    void saysWhichAddressIsTaken() {
        assertThatThrownBy(() -> server.listen(address, null))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the admin address 127.0.0.1:" + address.getPort() + " can't be bound: ");
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        return connect(address);
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
