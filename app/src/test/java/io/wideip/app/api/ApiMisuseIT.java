package io.wideip.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.wideip.app.admin.AdminServer;
import io.wideip.app.admin.Pages;
import io.wideip.app.api.ActorApi.Done;
import io.wideip.app.api.ActorApi.Order;
import io.wideip.config.AdminToken;
import io.wideip.config.TlsFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API says to each way of misusing it, and what such a client can cost. Other machines are in {@code AccessTest}. */
@Timeout(60)
@Tag("slow")
final class ApiMisuseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LARGEST_BODY = 65_536;

    private static final String GET = "GET /api/v1/done HTTP/1.1\nHost: 127.0.0.1\n";
    private static final String POST = "POST /api/v1/orders HTTP/1.1\nHost: 127.0.0.1\n";
    private static final String JSON = "Content-Type: application/json\n";
    private static final String EMPTY = "Content-Length: 2\n\n{}";

    /** By which way. */
    private enum By {
        HTTP,
        TLS,
        UNIX
    }

    /** The table: 0 is a connection that is closed without an answer. */
    enum Misuse {
        AN_ORDER_WITHOUT_A_TOKEN(By.TLS, POST + JSON + EMPTY, 403, "mayNot"),
        AN_ORDER_IN_THE_CLEAR(By.HTTP, POST + JSON + EMPTY, 403, "mayNot"),
        AN_UNKNOWN_TOKEN(By.TLS, POST + "Authorization: Bearer guess\n" + JSON + EMPTY, 401, "unknownToken"),
        NO_BEARER(By.TLS, POST + "Authorization: Basic bWF5LW9yZGVyOg==\n" + JSON + EMPTY, 401, "unknownToken"),
        AN_UNKNOWN_TOKEN_TO_READ(By.TLS, GET + "Authorization: Bearer guess\n\n", 401, "unknownToken"),
        THE_WRONG_ROLE(By.TLS, POST + "Authorization: Bearer may-read\n" + JSON + EMPTY, 403, "mayNot"),
        A_TOKEN_IN_THE_CLEAR(By.HTTP, POST + "Authorization: Bearer may-order\n" + JSON + EMPTY, 403, "mayNot"),
        ANOTHER_ORIGIN(By.HTTP, GET + "Origin: http://evil.example\n\n", 403, "otherOrigin"),
        ANOTHER_ORIGIN_WITH_A_TOKEN(
                By.TLS, GET + "Authorization: Bearer may-order\nOrigin: https://evil.example\n\n", 403, "otherOrigin"),
        ANOTHER_SITE_BY_UNIX(By.UNIX, POST + "Sec-Fetch-Site: cross-site\n" + JSON + EMPTY, 403, "otherOrigin"),
        ANOTHER_HOST(By.HTTP, "GET /api/v1/done HTTP/1.1\nHost: evil.example\n\n", 421, "wrongHost"),
        ANOTHER_HOST_BY_TLS(By.TLS, "GET /api/v1/done HTTP/1.1\nHost: evil.example:8053\n\n", 421, "wrongHost"),
        NO_HOST(By.HTTP, "GET /api/v1/done HTTP/1.0\n\n", 421, "wrongHost"),
        NO_CONTENT_TYPE(By.UNIX, POST + EMPTY, 415, "notJson"),
        A_FORM(
                By.UNIX,
                POST + "Content-Type: application/x-www-form-urlencoded\nContent-Length: 3\n\na=b",
                415,
                "notJson"),
        A_FORM_WITH_A_TOKEN(
                By.TLS, POST + "Authorization: Bearer may-order\nContent-Type: text/plain\n" + EMPTY, 415, "notJson"),
        NO_JSON(By.UNIX, POST + JSON + "Content-Length: 3\n\n{a}", 400, "invalid"),
        DEEP_JSON(By.UNIX, POST + JSON + "Content-Length: 60000\n\n" + "[".repeat(60_000), 400, "invalid"),
        A_LARGE_BODY_ANNOUNCED(By.UNIX, POST + JSON + "Content-Length: 65537\n\n", 413, "tooLarge"),
        A_LARGE_BODY_IN_CHUNKS(
                By.UNIX,
                POST + JSON + "Transfer-Encoding: chunked\n\n" + ("1000\n" + "x".repeat(4_096) + "\n").repeat(17),
                413,
                "tooLarge"),
        A_LENGTH_THAT_IS_NONE(By.UNIX, POST + JSON + "Content-Length: -1\n\n", 400, ""),
        A_MALFORMED_CHUNK(By.UNIX, POST + JSON + "Transfer-Encoding: chunked\n\nzz\n", 400, "malformed"),
        A_BODY_WHERE_NONE_IS_TAKEN(By.HTTP, GET + "Content-Length: 2\n\n{}", 413, "tooLarge"),
        A_BODY_HALF_SENT(By.UNIX, POST + JSON + "Content-Length: 100\n\n{", 0, ""),
        A_BODY_HALF_SENT_IN_CHUNKS(By.UNIX, POST + JSON + "Transfer-Encoding: chunked\n\n5\n{", 0, ""),
        A_HEAD_HALF_SENT(By.HTTP, GET, 0, ""),
        A_HEAD_HALF_SENT_BY_TLS(By.TLS, GET, 0, ""),
        HTTP_WHERE_TLS_IS_SPOKEN(By.TLS, "clear", 0, ""),
        A_LARGE_HEAD(By.UNIX, GET + "x: " + "x".repeat(20_000) + "\n\n", 431, ""),
        MANY_HEADERS(By.UNIX, GET + "x: y\n".repeat(5_000) + "\n", 431, ""),
        A_LONG_FIRST_LINE(By.HTTP, "GET /api/v1/" + "x".repeat(5_000) + " HTTP/1.1\n\n", 414, ""),
        NO_HTTP(By.HTTP, "\u0016\u0003\u0001 hello\n\n", 400, ""),
        AN_UNKNOWN_PATH(By.HTTP, "GET /api/v1/none HTTP/1.1\nHost: 127.0.0.1\n\n", 404, "noSuchPath"),
        A_WAY_OUT_OF_THE_PATH(By.HTTP, "GET /api/v1/../../livez HTTP/1.1\nHost: 127.0.0.1\n\n", 404, "noSuchPath"),
        THE_WRONG_METHOD(By.UNIX, "DELETE /api/v1/orders HTTP/1.1\nHost: 127.0.0.1\n\n", 405, "wrongMethod"),
        A_READ_OF_AN_ORDER(By.HTTP, "GET /api/v1/orders HTTP/1.1\nHost: 127.0.0.1\n\n", 405, "wrongMethod"),
        AN_UNKNOWN_PARAMETER(By.HTTP, "GET /api/v1/done?x=y HTTP/1.1\nHost: 127.0.0.1\n\n", 400, "invalid");

        private final By by;
        private final String request;
        private final int status;
        private final String code;

        Misuse(By by, String request, int status, String code) {
            this.by = by;
            this.request = request.replace("\n", "\r\n");
            this.status = status;
            this.code = code;
        }
    }

    @TempDir
    private Path directory;

    private final AtomicInteger orders = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private AdminServer server;
    private InetSocketAddress http;
    private InetSocketAddress https;
    private Path socket;
    private SSLContext trust;

    @BeforeEach
    void start() throws Exception {
        TlsFiles tls = ActorApi.certificate(directory);
        trust = trust(tls.certificate());
        List<AdminToken> tokens =
                List.of(ActorApi.token("dashboard", false, "may-read"), ActorApi.token("runbook", true, "may-order"));
        Api api = new Api(
                List.of(
                        Operation.get("/done", "Reads.", Done.class, ActorApi::done),
                        Operation.get("/slow", "Waits.", Done.class, call -> slow(call)),
                        Operation.post("/orders", "Orders.", Order.class, Done.class, call -> {
                            orders.incrementAndGet();
                            return ActorApi.done(call);
                        })),
                "1.0");
        server = new AdminServer(PATIENCE, Pages.of("Test", Map.of()), api, () -> tokens);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        http = server.listen(anyPort, null);
        https = server.listen(anyPort, tls);
        socket = directory.resolve("admin.sock");
        server.listen(socket);
    }

    private Done slow(OperationCall<?> call) throws OperationFailure {
        try {
            if (!release.await(30, TimeUnit.SECONDS)) {
                throw OperationFailure.notReady("never released");
            }
        } catch (InterruptedException over) {
            throw OperationFailure.notReady("over");
        }
        return ActorApi.done(call);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void getsItsStatusAndOrdersNothing(Misuse misuse) throws Exception {
        String response = exchange(misuse);
        if (misuse.status == 0) {
            assertThat(response).doesNotStartWith("HTTP/");
        } else {
            assertThat(response).startsWith("HTTP/1.1 " + misuse.status + " ").contains(misuse.code);
        }
        assertThat(orders).hasValue(0);
        // The next one is served as if nothing had been.
        assertThat(by(By.UNIX, (POST + JSON + "Connection: close\n" + EMPTY).replace("\n", "\r\n")))
                .startsWith("HTTP/1.1 200 ");
    }

    /** A thousand of them, of all kinds, at the price of the connections that there may be. */
    @Test
    void memoryStaysBoundedWhileBodiesAreHalfSent() throws Exception {
        long before = usedHeap();
        List<SocketChannel> held = new ArrayList<>();
        byte[] most = (POST + JSON + "Content-Length: " + LARGEST_BODY + "\n\n" + "x".repeat(LARGEST_BODY - 1))
                .replace("\n", "\r\n")
                .getBytes(UTF_8);
        try {
            for (int i = 0; i < 1_000; i++) {
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                held.add(client);
                write(client, most);
            }
            // Of 64 connections, twice the largest body each, as arrays grow by doubling: 8 MiB. All would be 62 MiB or
            // more.
            assertThat(usedHeap() - before).isLessThan(24L << 20);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64L << 20);
            assertThat(by(By.UNIX, (GET + "Connection: close\n\n").replace("\n", "\r\n")))
                    .startsWith("HTTP/1.1 200 ");
        } finally {
            for (SocketChannel each : held) {
                each.close();
            }
        }
    }

    /** Two are at work and 32 wait, whichever the server has read first: that need not be the first that have connected. */
    @Test
    void tooManyRequestsAtOnceAreToldToComeAgain() throws Exception {
        Map<SocketChannel, StringBuilder> all = new LinkedHashMap<>();
        try {
            byte[] slow = "GET /api/v1/slow HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8);
            for (int i = 0; i < AdminServer.MOST_CONNECTIONS; i++) {
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                all.put(client, new StringBuilder());
                write(client, slow);
                client.configureBlocking(false);
            }
            await().until(() -> closed(all) == AdminServer.MOST_CONNECTIONS - 34);
            assertThat(all.values().stream().filter(each -> !each.isEmpty()))
                    .hasSize(AdminServer.MOST_CONNECTIONS - 34)
                    .allSatisfy(each -> assertThat(each)
                            .startsWith("HTTP/1.1 503 ")
                            .contains("\"busy\"", "too many requests wait: ask again later"));
            release.countDown();
            await().until(() -> closed(all) == AdminServer.MOST_CONNECTIONS);
            assertThat(all.values().stream().filter(each -> each.toString().startsWith("HTTP/1.1 200 ")))
                    .hasSize(34);
        } finally {
            for (SocketChannel client : all.keySet()) {
                client.close();
            }
        }
    }

    /** How many the server has closed; what has come is added to each one's text. */
    private static long closed(Map<SocketChannel, StringBuilder> all) throws IOException {
        long closed = 0;
        for (Map.Entry<SocketChannel, StringBuilder> each : all.entrySet()) {
            ByteBuffer octets = ByteBuffer.allocate(4_096);
            int read = each.getKey().read(octets);
            each.getValue().append(UTF_8.decode(octets.flip()));
            closed += read < 0 ? 1 : 0;
        }
        return closed;
    }

    /** Those that have been silent for longest go; whoever comes last is served. */
    @Test
    void tooManyConnectionsKeepNobodyOut() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 10 * AdminServer.MOST_CONNECTIONS; i++) {
                silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            assertThat(by(By.UNIX, (GET + "Connection: close\n\n").replace("\n", "\r\n")))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(silent.get(0).read(ByteBuffer.allocate(1))).isEqualTo(-1);
        } finally {
            for (SocketChannel each : silent) {
                each.close();
            }
        }
    }

    private String exchange(Misuse misuse) throws Exception {
        if (misuse == Misuse.HTTP_WHERE_TLS_IS_SPOKEN) {
            try (Socket clear = new Socket(https.getAddress(), https.getPort())) {
                return exchange(clear, (GET + "\n").replace("\n", "\r\n"));
            }
        }
        return by(misuse.by, misuse.request);
    }

    private String by(By by, String request) throws Exception {
        if (by == By.UNIX) {
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                write(client, request.getBytes(UTF_8));
                return read(Channels.newInputStream(client));
            }
        }
        InetSocketAddress to = by == By.TLS ? https : http;
        try (Socket client = by == By.TLS
                ? trust.getSocketFactory().createSocket(to.getAddress(), to.getPort())
                : new Socket(to.getAddress(), to.getPort())) {
            return exchange(client, request);
        }
    }

    private static String exchange(Socket client, String request) throws IOException {
        client.setSoTimeout(20_000);
        client.getOutputStream().write(request.getBytes(UTF_8));
        client.getOutputStream().flush();
        return read(client.getInputStream());
    }

    private static void write(SocketChannel client, byte[] octets) {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        try {
            while (rest.hasRemaining()) {
                client.write(rest);
            }
        } catch (IOException closed) {
            // The server has closed it: it has read enough.
        }
    }

    /** One response of a connection that stays open, or all until it is closed. */
    private static String read(InputStream in) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                octets.write(octet);
                String sofar = octets.toString(UTF_8);
                if (octet == '\n'
                        && sofar.startsWith("HTTP/")
                        && sofar.contains("\r\n\r\n")
                        && !sofar.endsWith("\r\n")) {
                    break;
                }
            }
        } catch (IOException reset) {
            // As a close.
        }
        return octets.toString(UTF_8);
    }

    private static long usedHeap() {
        AtomicInteger rounds = new AtomicInteger();
        await().until(() -> {
            System.gc();
            return rounds.incrementAndGet() >= 3;
        });
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static SSLContext trust(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = java.nio.file.Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "gslb", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }
}
