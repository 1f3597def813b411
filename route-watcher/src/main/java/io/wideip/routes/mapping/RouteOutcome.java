package io.wideip.routes.mapping;

import io.wideip.routes.annotation.RouteProblem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has become of a Route.
 *
 * @param served the wide IPs of its namespace that it has a part in
 * @param problems each once
 */
public record RouteOutcome(List<ServedName> served, List<RouteProblem> problems) {
    /** Of a Route that is gone, that asks for nothing, or that no router has admitted yet. */
    public static final RouteOutcome NONE = new RouteOutcome(List.of(), List.of());

    /** What it serves, for people: {@code serves shop.example.com by ltm-east, ltm-west (drained)}. */
    public String serves() {
        return served.isEmpty()
                ? "serves nothing"
                : served.stream().map(RouteOutcome::text).collect(Collectors.joining("; ", "serves ", ""));
    }

    private static String text(ServedName name) {
        return name.name() + " by "
                + name.members().stream()
                        .map(member -> member.vip() + (member.drained() ? " (drained)" : ""))
                        .collect(Collectors.joining(", "));
    }
}
