package io.wideip.routes.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.routes.Route;
import io.wideip.routes.Routes;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.annotation.RouteProblem.Reason;
import io.wideip.routes.mapping.RouteOutcome;
import io.wideip.routes.mapping.ServedName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OutcomeEventsTest {
    private static final Route ROUTE = Routes.admitted("east-1", "web");

    @Test
    void tellsTheNameItsMembersAndTheirChecks() {
        ServedName served = new ServedName(
                DomainName.parse("web.example.com"),
                List.of(
                        new ServedName.Member("ltm-east", 100, false, "https :443 /ready, status 200-399: why"),
                        new ServedName.Member("ltm-west", 0, true, "tls :443: why")));

        assertThat(OutcomeEvents.of(ROUTE, new RouteOutcome(List.of(served), List.of())))
                .containsExactly(new RouteEvent(
                        ROUTE.key(),
                        "web-1",
                        "Serving",
                        "web.example.com is answered with ltm-east (weight 100), checked by https :443 /ready, "
                                + "status 200-399: why; ltm-west (weight 0, drained), checked by tls :443: why",
                        false));
    }

    @ParameterizedTest
    @EnumSource
    void warnsOfWhatIsToBeMended(Reason reason) {
        RouteProblem problem = new RouteProblem(ROUTE.key(), "wideip.io/ttl", "'wideip.io/ttl' is 'x'", reason);
        ServedName served = new ServedName(DomainName.parse("web.example.com"), List.of());

        List<RouteEvent> events = OutcomeEvents.of(ROUTE, new RouteOutcome(List.of(served), List.of(problem)));

        assertThat(events.get(0))
                .isEqualTo(new RouteEvent(ROUTE.key(), "web-1", reason.text(), "'wideip.io/ttl' is 'x'", true));
        assertThat(events.get(1).reason()).isEqualTo("Serving");
        assertThat(reason.text()).matches("[A-Z][A-Za-z]+");
    }

    @Test
    void saysNothingOfARouteThatAsksForNothing() {
        assertThat(OutcomeEvents.of(ROUTE, RouteOutcome.NONE)).isEmpty();
    }
}
