package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.api.LocatedNetworkReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LocatedNetworkTextTest {
    private static final List<String> ORDER = List.of("west", "east");

    @Test
    void saysWhatGivesTheOrder() {
        assertSaid(
                network(ORDER, "a.yaml:1:2", null, null),
                "prefers west, east, by the rule at a.yaml:1:2",
                "west east,a.yaml:1:2");
        assertSaid(
                network(ORDER, null, "US", null),
                "prefers west, east, by the distance; databases say country US",
                "west east,country US");
        assertSaid(
                network(ORDER, null, null, "EU"),
                "prefers west, east, by the distance; databases say continent EU",
                "west east,continent EU");
        assertSaid(network(ORDER, null, null, null), "prefers west, east, by the distance", "west east,");
        assertSaid(
                network(List.of(), null, "AQ", null),
                "no location, in no rule of the topology; databases say country AQ",
                ",country AQ");
        assertSaid(network(List.of(), null, null, null), "no location, in no rule of the topology", ",");
    }

    @Test
    void tellsWeights() {
        LocatedNetworkReport divided = new LocatedNetworkReport(
                "10.0.0.0/8",
                ORDER,
                List.of(),
                new TreeMap<>(Map.of("west", 20, "east", 80)),
                "a.yaml:1:2",
                null,
                null);
        assertSaid(
                divided,
                "divided by weights: east 80, west 20, by the rule at a.yaml:1:2",
                "east=80 west=20,a.yaml:1:2");
    }

    @Test
    void tellsTies() {
        assertSaid(
                new LocatedNetworkReport(
                        "10.0.0.0/8",
                        List.of("a", "b", "c", "d"),
                        List.of(List.of("a", "b"), List.of("c", "d")),
                        Map.of(),
                        null,
                        "FR",
                        null),
                "prefers a, b, c, d (a tie: a, b; a tie: c, d), by the distance; databases say country FR",
                "a b c d,country FR");
    }

    @Test
    void quotesWhatWouldEndAValue() {
        assertThat(LocatedNetworkText.csv(network(ORDER, "/a,b/\"c\".yaml:1:2", null, null)))
                .isEqualTo("10.0.0.0/8,west east,\"/a,b/\"\"c\"\".yaml:1:2\"\r\n");
    }

    private static void assertSaid(LocatedNetworkReport network, String text, String csv) {
        assertThat(LocatedNetworkText.of(network)).isEqualTo("10.0.0.0/8: " + text);
        assertThat(LocatedNetworkText.csv(network)).isEqualTo("10.0.0.0/8," + csv + "\r\n");
    }

    private static LocatedNetworkReport network(
            List<String> order, @Nullable String rule, @Nullable String country, @Nullable String continent) {
        return new LocatedNetworkReport("10.0.0.0/8", order, List.of(), Map.of(), rule, country, continent);
    }
}
