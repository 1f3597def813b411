package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.RouteStore;
import io.wideip.routes.json.RouteReader;
import io.wideip.routes.json.Selection;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An API that lists without end must not fill the memory. */
final class RouteFeedTest {
    private static final Cluster CLUSTER = Followers.cluster("east-1", new ClusterAccess.InCluster());

    private final RouteStore store = new RouteStore(Duration.ZERO, () -> 0, ClusterListener.NONE, () -> {}, 3);
    private final RouteFeed feed = new RouteFeed(CLUSTER, new RouteReader("wideip.io"), store);

    @Test
    void aListThatIsTooLongIsNotReadOnAndTakesNothingAway() throws Exception {
        feed.begin();
        feed.listed(route(1));
        feed.completed();
        feed.begin();
        for (int i = 2; i < 5; i++) {
            feed.listed(route(i));
        }
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> feed.listed(route(5)))
                .satisfies(refusal -> {
                    assertThat(refusal.failure()).isEqualTo(Failure.TOO_MANY);
                    assertThat(refusal.text())
                            .startsWith("more than 3 Routes opt in")
                            .contains("-Xmx");
                });
        assertThat(store.all())
                .singleElement()
                .satisfies(known -> assertThat(known.route().key().name()).isEqualTo("r1"));
    }

    @Test
    void whatComesWithoutRoomIsPassedOver() throws Exception {
        feed.begin();
        feed.listed(route(1));
        feed.listed(route(2));
        feed.completed();
        feed.changed(route(3));
        feed.changed(route(4));
        feed.changed(route(2));
        assertThat(store.count("east-1")).isEqualTo(3);
        feed.deleted(route(1));
        feed.changed(route(4));
        assertThat(store.all())
                .extracting(known -> known.route().key().name())
                .containsExactlyInAnyOrder("r2", "r3", "r4");
    }

    private static JsonNode route(int number) throws IOException {
        return Selection.ALL.read("""
                {"metadata": {"name": "rNUMBER", "namespace": "shop", "annotations": {"wideip.io/enabled": "true"}}}
                """.replace("NUMBER", String.valueOf(number)));
    }
}
