package io.wideip.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.Route.Ingress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RouteStoreTest {
    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final String EAST = "east-1";
    private static final String WEST = "west-1";

    private final AtomicInteger wakes = new AtomicInteger();
    private final Map<String, Integer> braked = new HashMap<>();
    private final List<Integer> told = new ArrayList<>();
    private long nanos = -5;
    private final RouteStore store = new RouteStore(HOLD, () -> nanos, new BrakeListener(), wakes::incrementAndGet);
    /** What a reader has that takes every change. */
    private final Map<RouteKey, KnownRoute> read = new TreeMap<>();

    @Test
    void givesWhatChangedOnce() {
        store.put(admitted(1));
        store.put(admitted(2));
        assertThat(wakes).hasValue(1);
        assertThat(store.take().routes())
                .containsOnly(
                        Map.entry(key(1), Optional.of(KnownRoute.of(null, admitted(1)))),
                        Map.entry(key(2), Optional.of(KnownRoute.of(null, admitted(2)))));

        store.put(admitted(1));
        store.remove(key(3));
        store.list(EAST, routes(1, 2), List.of());
        assertThat(store.take().routes()).isEmpty();
        assertThat(wakes).hasValue(1);

        store.remove(key(1));
        assertThat(wakes).hasValue(2);
        assertThat(store.take().routes()).containsOnly(Map.entry(key(1), Optional.empty()));
    }

    @Test
    void tellsWhenTheFirstChangeOfEachClusterWasHeard() {
        store.put(admitted(1));
        nanos = 7;
        store.put(admitted(2));
        store.put(Routes.admitted(WEST, "a"));
        assertThat(store.take().since()).containsOnly(Map.entry(EAST, -5L), Map.entry(WEST, 7L));
        assertThat(store.take().since()).isEmpty();
    }

    @Test
    void onlyACompletedListOrADeletionRemoves() {
        store.list(EAST, routes(1, 4), List.of());
        store.list(WEST, List.of(Routes.admitted(WEST, "a")), List.of());
        store.list(EAST, routes(2, 3), List.of(key(1)));
        store.remove(key(2));
        assertThat(names()).containsExactly("route-1", "route-3", "a");
    }

    @Test
    void aStatusThatIsEmptiedWhileAClusterWasAwayChangesNothing() {
        store.put(admitted(1));
        store.list(EAST, List.of(Routes.route(EAST, "route-1", "route-1-1")), List.of());
        read();
        assertThat(read.values()).singleElement().matches(KnownRoute::isAdmitted);
    }

    @Test
    void whatIsLostInABodyStaysAndGoesAfterTheHold() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, List.of(), List.of());
        assertThat(names()).hasSize(100);
        assertThat(braked).containsEntry(EAST, 100);

        pass(HOLD.minusNanos(1));
        assertThat(names()).hasSize(100);
        pass(Duration.ofNanos(1));
        assertThat(names()).isEmpty();
        assertThat(braked).containsEntry(EAST, 0);
    }

    /** The reader may have let go the first half before the brake bites. */
    @Test
    void deletionsThatComeOneByOneComeBack() {
        store.list(EAST, routes(1, 100), List.of());
        for (int i = 1; i <= 50; i++) {
            store.remove(key(i));
            pass(Duration.ofMillis(100));
        }
        assertThat(names()).hasSize(50);
        store.remove(key(51));
        assertThat(names()).hasSize(100);
        for (int i = 52; i <= 100; i++) {
            store.remove(key(i));
        }
        assertThat(names()).hasSize(100);
        assertThat(told).startsWith(51, 52).endsWith(100);
    }

    @Test
    void halfOrFewMayGo() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, routes(51, 100), List.of());
        assertThat(names()).hasSize(50);
        store.list(WEST, routes(WEST, 1, 20), List.of());
        store.list(WEST, List.of(), List.of());
        assertThat(names()).hasSize(50);
        assertThat(told).isEmpty();
    }

    @Test
    void whatGoesInMoreThanAMinuteGoes() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, routes(51, 100), List.of());
        pass(Duration.ofSeconds(61));
        store.list(EAST, routes(76, 100), List.of());
        assertThat(names()).hasSize(25);
        assertThat(told).isEmpty();
    }

    @Test
    void whatComesBackIsHeldNoMore() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, List.of(), List.of());
        store.list(EAST, routes(1, 90), List.of());
        assertThat(braked).containsEntry(EAST, 10);
        pass(HOLD);
        assertThat(names()).hasSize(90);
        store.remove(key(1));
        assertThat(names()).hasSize(89);
    }

    /** A backup makes them with other UIDs and without a status; the router follows a little later. */
    @Test
    void routesMadeAnewInABodyServeAsBeforeUntilTheyAreAdmitted() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(
                EAST,
                routes(1, 100).stream()
                        .map(each -> Routes.route(EAST, each.key().name(), "new"))
                        .toList(),
                List.of());
        read();
        assertThat(read.values()).hasSize(100).allMatch(KnownRoute::isAdmitted);

        store.put(Routes.route(EAST, "route-1", "new", new Ingress("default", "other.example.com", true)));
        read();
        assertThat(read.values())
                .filteredOn(each -> each.route().uid().equals("new"))
                .singleElement()
                .extracting(each -> each.route().key())
                .isEqualTo(key(1));
        pass(HOLD);
        read();
        assertThat(read.values())
                .hasSize(100)
                .filteredOn(KnownRoute::isAdmitted)
                .hasSize(1);
    }

    @Test
    void aHoldOfZeroLetsGoAtOnce() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, List.of(), List.of());
        store.hold(Duration.ZERO);
        assertThat(names()).isEmpty();
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, List.of(), List.of());
        assertThat(names()).isEmpty();
    }

    @Test
    void aClusterIsForgottenAtOnce() {
        store.list(EAST, routes(1, 100), List.of());
        store.list(EAST, List.of(), List.of());
        store.list(WEST, routes(WEST, 1, 1), List.of());
        store.forget(EAST);
        assertThat(names()).containsExactly("route-1");
        assertThat(braked).containsEntry(EAST, 0);
    }

    @Test
    void whatWasKeptStaysUntilItIsListedAndIsBraked() {
        store.list(EAST, routes(1, 100), List.of());
        List<KnownRoute> kept = store.all();
        RouteStore later = new RouteStore(HOLD, () -> nanos, ClusterListener.NONE, wakes::incrementAndGet);
        later.restore(kept);
        assertThat(later.take().routes()).hasSize(100);
        later.list(EAST, routes(1, 99), List.of());
        assertThat(later.take().routes()).containsOnly(Map.entry(key(100), Optional.empty()));
        pass(Duration.ofSeconds(61));
        later.list(EAST, List.of(), List.of());
        assertThat(later.all()).hasSize(99);
    }

    @Test
    void labelsOfNamespacesReachTheirRoutes() {
        store.put(admitted(1));
        store.namespace(EAST, "shop", Map.of("too", "early"));
        store.namespaces(EAST, Map.of("shop", Map.of("team", "a"), "other", Map.of("team", "b")));
        store.put(admitted(2));
        read();
        assertThat(read.values()).allMatch(each -> each.namespaceLabels().equals(Map.of("team", "a")));

        store.namespace(EAST, "shop", Map.of("team", "c"));
        store.namespace(EAST, "other", Map.of("team", "c"));
        assertThat(store.take().routes()).containsOnlyKeys(key(1), key(2));
        store.namespace(EAST, "shop", Map.of());
        read();
        assertThat(read.values()).allMatch(each -> each.namespaceLabels().isEmpty());
    }

    /** An emptied cluster has neither Routes nor namespaces, and either may be listed first. */
    @Test
    void aNamespaceThatIsGoneTakesNothingFromItsRoutes() {
        store.list(EAST, routes(1, 40), List.of());
        store.namespaces(EAST, Map.of("shop", Map.of("team", "a")));
        store.namespaces(EAST, Map.of("default", Map.of()));
        store.list(EAST, List.of(), List.of());
        read();
        assertThat(read).hasSize(40);
        assertThat(read.values()).allMatch(each -> each.namespaceLabels().equals(Map.of("team", "a")));

        store.list(EAST, routes(1, 40), List.of());
        read();
        assertThat(read.values())
                .as("back, and their namespace not heard of yet")
                .allMatch(each -> each.namespaceLabels().equals(Map.of("team", "a")));
        store.forgetNamespace(EAST, "shop");
        store.put(admitted(41));
        store.put(admitted(1));
        read();
        assertThat(Objects.requireNonNull(read.get(key(1))).namespaceLabels()).isEqualTo(Map.of("team", "a"));
        assertThat(Objects.requireNonNull(read.get(key(41))).namespaceLabels()).isEmpty();
    }

    @Test
    void clustersShareTheRoomThatThereIs() {
        RouteStore small = new RouteStore(HOLD, () -> nanos, ClusterListener.NONE, wakes::incrementAndGet, 10);
        assertThat(small.room(EAST)).isEqualTo(10);
        small.list(EAST, routes(1, 4), List.of());
        assertThat(small.room(EAST)).isEqualTo(10);
        assertThat(small.room(WEST)).isEqualTo(6);
    }

    @Test
    void aClusterIsKnownOnceItWasListedOrRestored() {
        List<String> both = List.of(EAST, WEST);
        assertThat(store.unknown(both, false)).containsOnly(EAST, WEST);
        store.put(admitted(1));
        assertThat(store.unknown(both, false)).as("of one Route alone").containsOnly(EAST, WEST);
        store.list(EAST, List.of(), List.of());
        assertThat(store.unknown(both, false)).containsOnly(WEST);
        assertThat(store.unknown(both, true)).as("without its namespaces").containsOnly(EAST, WEST);
        store.namespaces(EAST, Map.of());
        assertThat(store.unknown(both, true)).containsOnly(WEST);

        store.list(WEST, routes(WEST, 1, 1), List.of());
        RouteStore later = new RouteStore(HOLD, () -> nanos, ClusterListener.NONE, wakes::incrementAndGet);
        later.restore(store.all());
        assertThat(later.unknown(both, true)).containsOnly(EAST);
    }

    private final class BrakeListener implements ClusterListener {
        @Override
        public void live(String cluster, boolean live) {}

        @Override
        public void heard(String cluster) {}

        @Override
        public void failed(String cluster, String reason) {}

        @Override
        public void braked(String cluster, int routes) {
            braked.put(cluster, routes);
            told.add(routes);
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void read() {
        store.take().routes().forEach((key, route) -> {
            if (route.isPresent()) {
                read.put(key, route.get());
            } else {
                read.remove(key);
            }
        });
        assertThat(store.all()).containsExactlyInAnyOrderElementsOf(read.values());
    }

    private List<String> names() {
        read();
        return read.keySet().stream().map(RouteKey::name).toList();
    }

    private static Route admitted(int i) {
        return Routes.admitted(EAST, "route-" + i);
    }

    private static RouteKey key(int i) {
        return admitted(i).key();
    }

    private static List<Route> routes(int from, int to) {
        return routes(EAST, from, to);
    }

    private static List<Route> routes(String cluster, int from, int to) {
        Stream<Route> all = IntStream.rangeClosed(from, to).mapToObj(i -> Routes.admitted(cluster, "route-" + i));
        return all.toList();
    }
}
