package io.wideip.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.Route.Ingress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KnownRouteTest {
    private static final Admission ADMITTED = new Admission("default", "a.example.com", true);

    private final KnownRoute known = after(null, "1", ingress("default", "a.example.com", true));

    @Test
    void countsRoutersThatAdmitIt() {
        assertThat(known.admissions()).containsExactly(ADMITTED);
        assertThat(after(
                                null,
                                "1",
                                ingress("public", "b.example.com", true),
                                ingress("default", "a.example.com", true),
                                ingress("other", "c.example.com", false),
                                ingress("new", "d.example.com", null))
                        .admissions())
                .containsExactly(ADMITTED, new Admission("public", "b.example.com", true));
    }

    @Test
    void anEmptiedStatusChangesNothing() {
        assertThat(after(known, "1").admissions()).containsExactly(ADMITTED);
        assertThat(after(known, "1", ingress("default", "", null)).admissions()).containsExactly(ADMITTED);
        assertThat(after(known, "1", ingress("public", "b.example.com", false)).admissions())
                .containsExactly(ADMITTED);
    }

    @Test
    void keepsTheHostOfOneThatIsAdmittedNoMoreUntilAnotherIs() {
        KnownRoute refused = after(known, "1", ingress("default", "b.example.com", false));
        assertThat(refused.admissions()).containsExactly(new Admission("default", "a.example.com", false));
        assertThat(after(refused, "1").admissions()).isEqualTo(refused.admissions());
        assertThat(after(refused, "1", ingress("default", "b.example.com", true))
                        .admissions())
                .containsExactly(new Admission("default", "b.example.com", true));
    }

    @Test
    void whatOneRouterSaysTwiceIsAdmittedWhereItIsOnce() {
        assertThat(after(
                                known,
                                "1",
                                ingress("default", "a.example.com", true),
                                ingress("default", "b.example.com", false))
                        .admissions())
                .containsExactly(ADMITTED);
    }

    @Test
    void aRouteMadeAnewBeginsAnew() {
        assertThat(after(known, "2").admissions()).isEmpty();
        assertThat(after(known, "2", ingress("default", "a.example.com", false)).admissions())
                .isEmpty();
    }

    @Test
    void isTheRouteAsItIsNow() {
        Route now = Routes.route("east-1", "a", "1");
        assertThat(KnownRoute.of(known, now)).isEqualTo(new KnownRoute(now, List.of(ADMITTED), Map.of()));
    }

    private static KnownRoute after(@Nullable KnownRoute before, String uid, Ingress... ingress) {
        return KnownRoute.of(before, Routes.route("east-1", "a", uid, ingress));
    }

    private static Ingress ingress(String router, String host, @Nullable Boolean admitted) {
        return new Ingress(router, host, admitted);
    }
}
