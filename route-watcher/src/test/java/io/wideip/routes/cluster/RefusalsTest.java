package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.routes.json.RouteReader;
import io.wideip.routes.json.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Cluster CLUSTER = Followers.cluster("east-1", new ClusterAccess.InCluster());

    private final Followers followers = new Followers(Followers.QUICK);
    private final RouteFeed feed = new RouteFeed(CLUSTER, new RouteReader("wideip.io"), followers.store);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | UNAUTHORIZED | the API does not accept the credentials (401, 'said'): renew them
            403 | FORBIDDEN    | the API does not allow to watch Routes (403, 'said'): grant the right
            404 | NOT_FOUND    | the API has no Routes (404, 'said')
            410 | EXPIRED      | the API fails (410, 'said')
            429 | THROTTLED    | the API is asked too much (429, 'said')
            500 | SERVER_ERROR | the API fails (500, 'said')
            302 | SERVER_ERROR | the API fails (302, 'said')
            """)
    void eachStatusHasItsText(int code, Failure failure, String text) {
        ApiException refusal = Refusals.of(code, "watch", feed, "said", Duration.ofSeconds(7));
        assertThat(refusal.failure()).isEqualTo(failure);
        assertThat(refusal.text()).isEqualTo(text);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 0",
                "7, 7",
                "-7, 0",
                "soon, 0",
                "99999999999, 0",
                "'Sat, 21 Nov 2026 10:00:30 GMT', 30",
                "'Sat, 21 Nov 2026 09:00:30 GMT', 0",
            })
    void readsSecondsAndTimes(String header, long seconds) {
        assertThat(Refusals.retryAfter(header, NOW)).hasSeconds(seconds);
    }

    @Test
    void aStatusMayComeAsAnEvent() throws IOException {
        JsonNode status = Selection.ALL.read("""
                {"kind": "Status", "code": 429, "message": "too\\nmuch \\u00fc", "details": {"retryAfterSeconds": 5}}
                """);
        ApiException refusal = Refusals.of(status, feed);
        assertThat(refusal.text()).isEqualTo("the API is asked too much (429, 'too...')");
        assertThat(refusal.retryAfter()).hasSeconds(5);
    }
}
