package io.wideip.routes.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wideip.config.ClusterAccess;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that a real API server can't be brought to give. */
@Tag("slow")
final class BadAnswersIT {
    private static final String GOOD = list("", item("a"));

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Long> askedNanos = new CopyOnWriteArrayList<>();
    private final Followers followers = new Followers(Followers.QUICK);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            askedNanos.add(System.nanoTime());
            asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
            Answer next = answers.poll();
            try (exchange) {
                (next == null ? status(503, "") : next).give(exchange);
            }
        });
        server.start();
        followers.store.restore(List.of(KnownRoute.of(null, Routes.admitted("east-1", "before"))));
    }

    @AfterEach
    void stop() {
        followers.close();
        server.stop(0);
    }

    @Test
    void noneTakesAnythingAwayOrEndsTheFollowing() {
        List<Answer> bad = List.of(
                status(500, "{\"message\": \"no\"}"),
                status(503, "<html>"),
                status(200, ""),
                status(200, "<html>maintenance</html>"),
                status(200, "{}"),
                status(200, "[]"),
                status(200, "{\"metadata\": {\"resourceVersion\": \"1\"}}"),
                status(200, "{\"metadata\": {}, \"items\": []}"),
                status(200, "{\"metadata\": {\"resourceVersion\": \"1\"}, \"items\": {}}"),
                status(200, GOOD.substring(0, GOOD.length() - 20)),
                status(302, ""),
                exchange -> exchange.sendResponseHeaders(200, 1_000));
        answers.addAll(bad);
        follow();
        await().atMost(Duration.ofSeconds(30)).until(answers::isEmpty);
        // What a body that is cut off counts as differs by the JDK's HTTP server.
        await().untilAsserted(() -> assertThat(followers.failures("east-1")).contains("server-error", "unreadable"));
        assertThat(followers.admitted("")).containsExactly("east-1/before");

        answers.add(status(200, GOOD));
        await().untilAsserted(() -> assertThat(followers.admitted("")).containsExactly("east-1/a"));
    }

    @Test
    void aListThatExpiresBetweenPagesIsReadFromTheBeginning() {
        answers.add(status(200, list("page 2", item("a"))));
        answers.add(status(410, "{\"message\": \"The provided continue parameter is too old\"}"));
        answers.add(status(200, list("page 2", item("b"))));
        answers.add(status(200, list("", item("c"))));
        follow();
        await().untilAsserted(() -> assertThat(followers.admitted("")).containsExactly("east-1/b", "east-1/c"));
        assertThat(asked.subList(0, 4))
                .containsExactly("limit=500", "limit=500&continue=page+2", "limit=500", "limit=500&continue=page+2");
    }

    @Test
    void keepsAwayAsLongAsItIsAskedTo() {
        answers.add(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "2");
            status(429, "").give(exchange);
        });
        follow();
        await().until(() -> asked.size() >= 2);
        assertThat(askedNanos.get(1) - askedNanos.get(0))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(followers.failures("east-1")).contains("throttled");
    }

    @Test
    void itemsThatAreNoRoutesCostOnlyThemselves() {
        answers.add(status(
                200,
                list("", "7", "null", "[]", "{}", "{\"metadata\": {\"name\": \"x\", \"annotations\": 3}}", item("a"))));
        follow();
        await().untilAsserted(() -> assertThat(followers.admitted("")).containsExactly("east-1/a"));
    }

    private void follow() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        followers.follow(Followers.cluster("east-1", new ClusterAccess.Server(url, null, null)));
    }

    private static Answer status(int code, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static String list(String next, String... items) {
        return "{\"kind\": \"RouteList\", \"items\": [" + String.join(", ", items)
                + "], \"metadata\": {\"resourceVersion\": \"1\", \"continue\": \"" + next + "\"}}";
    }

    private static String item(String name) {
        return """
                {"metadata": {"name": "%s", "namespace": "shop", "uid": "1", "annotations": {"wideip.io/enabled": "true"}},
                 "status": {"ingress": [{"routerName": "default", "host": "h",
                  "conditions": [{"type": "Admitted", "status": "True"}]}]}}
                """.formatted(name);
    }
}
