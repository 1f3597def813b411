package io.wideip.routes.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Routes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownBackendsTest {
    private static final List<ServicePort> PORTS = List.of(new ServicePort("http", "8080"));
    private static final PodTemplate TEMPLATE = new PodTemplate(null, List.of(new PodContainer("a", List.of(), null)));
    private static final ServiceKey A = new ServiceKey("shop", "a");

    private final List<ServiceKey> wanted = new ArrayList<>();
    private final KnownBackends known = new KnownBackends(wanted::add, wanted::remove);
    private final Route one = Routes.admitted("east-1", "a");

    @Test
    void readsAServiceOfManyRoutesOnce() {
        Route two = backed("two", new Backend("a", 1));
        known.pods(one);
        known.pods(two);

        assertThat(wanted).containsExactly(A);
        assertThat(known.found(A, PORTS, TEMPLATE)).containsExactly(one.key(), two.key());
        assertThat(known.found(A, PORTS, TEMPLATE)).isEmpty();
    }

    @Test
    void asksForTheHeaviestBackend() {
        known.pods(backed("two", new Backend("light", 1), new Backend("heavy", 3), new Backend("other", 3)));

        assertThat(wanted).containsExactly(new ServiceKey("shop", "heavy"));
    }

    @Test
    void forgetsWhatNobodyAsksFor() {
        Route two = backed("two", new Backend("a", 1));
        known.pods(one);
        known.pods(two);
        known.forget(one.key());
        assertThat(known.isWanted(A)).isTrue();
        known.forget(two.key());
        known.forget(two.key());

        assertThat(known.isWanted(A)).isFalse();
        assertThat(wanted).isEmpty();
        assertThat(known.found(A, PORTS, TEMPLATE)).isEmpty();
    }

    @Test
    void aRouteThatGetsAnotherServiceLeavesItsFirst() {
        known.pods(one);
        known.pods(backed("a", new Backend("b", 1)));

        assertThat(known.isWanted(A)).isFalse();
        assertThat(wanted).containsExactly(new ServiceKey("shop", "b"));
        known.pods(backed("a"));
        assertThat(wanted).isEmpty();
    }

    @Test
    void keepsWhatItKnowsWhileItCanNotBeRead() {
        known.pods(one);
        assertThat(known.unreadable(A, "why")).containsExactly(one.key());
        assertThat(known.pods(one)).isEqualTo(new BackendPods.Unknown("why"));

        known.found(A, PORTS, TEMPLATE);
        assertThat(known.unreadable(A, "why")).isEmpty();
        // No pod runs, and the Service has got another port.
        assertThat(known.found(A, List.of(), null)).containsExactly(one.key());
        assertThat(known.pods(one)).isEqualTo(new BackendPods.Known("shop/a", List.of(), TEMPLATE.containers()));
        assertThat(known.unknown(A, "no selector")).containsExactly(one.key());
        assertThat(known.pods(one)).isEqualTo(new BackendPods.Unknown("no selector"));
    }

    @Test
    void whatOutlastsARestartIsReadAgain() {
        known.pods(one);
        known.found(A, PORTS, TEMPLATE);
        known.pods(backed("two", new Backend("b", 1)));
        List<KeptPods> kept = known.kept("east-1");
        assertThat(kept).containsExactly(new KeptPods("east-1", A, PORTS, TEMPLATE));

        KnownBackends restarted = new KnownBackends(wanted::add, wanted::remove);
        wanted.clear();
        kept.forEach(restarted::restore);
        assertThat(restarted.kept("east-1")).isEmpty();
        assertThat(restarted.pods(one)).isEqualTo(new BackendPods.Known("shop/a", PORTS, TEMPLATE.containers()));
        assertThat(wanted).containsExactly(A);
        assertThat(restarted.kept("east-1")).isEqualTo(kept);
    }

    private static Route backed(String name, Backend... backends) {
        Route route = Routes.admitted("east-1", name);
        return new Route(
                route.key(),
                route.uid(),
                route.created(),
                false,
                route.annotations(),
                route.host(),
                "",
                "",
                false,
                route.termination(),
                null,
                List.of(backends),
                route.ingress());
    }
}
