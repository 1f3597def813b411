package io.wideip.routes.mapping;

import io.wideip.routes.annotation.RouteProblem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has become of a Route.
 *
 * @param served the wide IPs of its namespace that it has a part in
 * @param problems each once
 * @param waits whether it asks for a name, and no router that counts has admitted it
 */
public record RouteOutcome(List<ServedName> served, List<RouteProblem> problems, boolean waits) {
    /** Of a Route that is gone, or that asks for nothing. */
    public static final RouteOutcome NONE = new RouteOutcome(List.of(), List.of());

    static final RouteOutcome WAITING = new RouteOutcome(List.of(), List.of(), true);

    /** Of a Route that does not wait. */
    public RouteOutcome(List<ServedName> served, List<RouteProblem> problems) {
        this(served, problems, false);
    }

    /** What it serves, for people: {@code serves shop.example.com by ltm-east, ltm-west (drained)}. */
    public String serves() {
        if (waits) {
            return "serves nothing: no router that counts for the cluster has admitted it";
        }
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
