package io.wideip.routes.mapping;

import io.wideip.routes.annotation.RouteProblem;
import java.util.List;

/**
 * What has become of a Route.
 *
 * @param served the wide IPs of its namespace that it has a part in
 * @param problems each once
 */
public record RouteOutcome(List<ServedName> served, List<RouteProblem> problems) {
    /** Of a Route that is gone, that asks for nothing, or that no router has admitted yet. */
    public static final RouteOutcome NONE = new RouteOutcome(List.of(), List.of());
}
