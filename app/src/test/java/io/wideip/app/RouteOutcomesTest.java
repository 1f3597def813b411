package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.app.metrics.Metrics;
import io.wideip.config.DomainName;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.mapping.RouteOutcome;
import io.wideip.routes.mapping.ServedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RouteOutcomesTest {
    private static final RouteKey SHOP = new RouteKey("east", "team-a", "shop");

    private final Logger routes = (Logger) LoggerFactory.getLogger("routes");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Metrics metrics = new Metrics(() -> true);
    private long nanos;
    private final RouteOutcomes outcomes = new RouteOutcomes(metrics.clusters(), () -> nanos);

    @BeforeEach
    void listen() {
        log.start();
        routes.setLevel(ch.qos.logback.classic.Level.INFO);
        routes.addAppender(log);
    }

    @AfterEach
    void end() {
        routes.detachAppender(log);
        routes.setLevel(null);
        metrics.close();
    }

    @Test
    void eachChangeIsToldOnce() {
        RouteOutcome serving = new RouteOutcome(List.of(served(false)), List.of(problem(SHOP)));
        outcomes.mapped(Map.of(SHOP, serving));
        outcomes.mapped(Map.of(SHOP, serving));
        outcomes.mapped(Map.of(SHOP, new RouteOutcome(List.of(served(true)), List.of(problem(SHOP)))));
        outcomes.mapped(Map.of(SHOP, RouteOutcome.NONE));
        outcomes.mapped(Map.of(SHOP, RouteOutcome.NONE));

        assertThat(lines())
                .containsExactly(
                        "INFO cluster east, Route team-a/shop: serves shop.apps.example.com by ltm-east",
                        "WARN cluster east, Route team-a/shop: write a number",
                        "INFO cluster east, Route team-a/shop: serves shop.apps.example.com by ltm-east (drained)",
                        "INFO cluster east, Route team-a/shop: serves nothing");
    }

    @Test
    void oneMistakeOfManyRoutesFillsNoLog() {
        outcomes.mapped(refused(0, 1_000));

        assertThat(lines()).hasSize(21).endsWith("WARN further problems of Routes: 980");
    }

    @Test
    void manyChangesOneAfterTheOtherFillNoLogEither() {
        for (int i = 0; i < 1_000; i++) {
            outcomes.mapped(refused(i, i + 1));
        }
        assertThat(lines()).hasSize(21).endsWith("WARN further problems of Routes: 1");

        nanos = TimeUnit.SECONDS.toNanos(1);
        outcomes.mapped(refused(1_000, 1_001));
        assertThat(lines())
                .hasSize(23)
                .endsWith(
                        "WARN further problems of Routes: 979",
                        "WARN cluster east, Route team-a/shop-1000: write a number");
    }

    private static Map<RouteKey, RouteOutcome> refused(int from, int to) {
        Map<RouteKey, RouteOutcome> many = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            RouteKey key = new RouteKey("east", "team-a", "shop-" + i);
            many.put(key, new RouteOutcome(List.of(), List.of(problem(key))));
        }
        return many;
    }

    private List<String> lines() {
        return log.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static ServedName served(boolean drained) {
        return new ServedName(
                new DomainName("shop.apps.example.com"),
                List.of(new ServedName.Member("ltm-east", 100, drained, "https: its path")));
    }

    private static RouteProblem problem(RouteKey route) {
        return new RouteProblem(route, "wideip.io/weight", "write a number", RouteProblem.Reason.INVALID_ANNOTATION);
    }
}
