package io.wideip.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        // what the pods are asked, the Route's path, its rewrite-target: what the router is asked
        "/ready, '', , /ready",
        "/ready, /, , /ready",
        "/, '', , /",
        "/shop/ready, /shop, , /shop/ready",
        "/shop, /shop, , /shop",
        "/shop/, /shop, , /shop/",
        "/shop/ready, /shop/, , /shop/ready",
        "/shop/ready?all=1, /shop, , /shop/ready?all=1",
        "/ready, /shop, , ",
        "/shopping/ready, /shop, , ",
        "/, /shop, , ",
        "/ready, /shop, /, /shop/ready",
        "/, /shop, /, /shop",
        "/ready?all=1, /shop, /, /shop/ready?all=1",
        "/ready, /shop/, /, /shop/ready",
        "/ready, '', /, /ready",
        "/, '', /, /",
        "/app/ready, /shop, /app, /shop/ready",
        "/app, /shop, /app, /shop",
        "/app/ready, '', /app, /ready",
        "/app/ready, /shop/, /app/, /shop/ready",
        "/ready, /shop, /app, ",
        // The router appends what follows its own path; this would follow another.
        "/appready, /shop, /app, ",
        "/app, '', /app, ",
    })
    void undoesWhatTheRouterDoes(
            String asked, String routePath, @Nullable String rewriteTarget, @Nullable String request) {
        assertThat(RequestPath.through(asked, routePath, rewriteTarget)).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ready", "/a b", "/a#b", "/\u00e4", "/a\n", "/a\u007f"})
    void takesNoPathThatNoRequestHas(String path) {
        assertThat(RequestPath.isRequest(path)).isFalse();
        assertThat(RequestPath.isPath(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\1", "/a'b", "/a\"b", "/a%b", "/ a", ""})
    void undoesNoTargetWithAMeaningOfItsOwn(String target) {
        assertThat(RequestPath.isTarget(target)).isFalse();
    }
}
