package io.wideip.routes.feedback;

import io.wideip.routes.Route;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.mapping.RouteOutcome;
import io.wideip.routes.mapping.ServedName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a team is told of what has become of its Route. */
final class OutcomeEvents {
    private static final String SERVING = "Serving";

    private OutcomeEvents() {}

    /** What is to be mended comes first. */
    static List<RouteEvent> of(Route route, RouteOutcome outcome) {
        Stream<RouteEvent> problems = outcome.problems().stream().map(problem -> event(route, problem));
        Stream<RouteEvent> served = outcome.served().stream().map(name -> event(route, name));
        return Stream.concat(problems, served).toList();
    }

    private static RouteEvent event(Route route, RouteProblem problem) {
        return new RouteEvent(route.key(), route.uid(), problem.reason().text(), problem.what(), true);
    }

    private static RouteEvent event(Route route, ServedName served) {
        String members = served.members().stream().map(OutcomeEvents::text).collect(Collectors.joining("; "));
        String text = served.name() + " is answered with " + members;
        return new RouteEvent(route.key(), route.uid(), SERVING, text, false);
    }

    private static String text(ServedName.Member member) {
        return member.vip() + " (weight " + member.weight() + (member.drained() ? ", drained" : "") + "), checked by "
                + member.check();
    }
}
