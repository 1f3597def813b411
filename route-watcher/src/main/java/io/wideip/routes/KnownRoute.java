package io.wideip.routes;

import io.wideip.routes.Route.Ingress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Route, what its routers have said of it so far, and its namespace's labels. A status can be emptied by a backup that
 * is restored, or by a router that starts anew, so what it does not say has not ended. Immutable.
 *
 * @param admissions of all routers that have ever admitted it, by name
 * @param namespaceLabels of its namespace; empty where nothing asks for them
 */
public record KnownRoute(Route route, List<Admission> admissions, Map<String, String> namespaceLabels) {

    /**
     * What is known of a Route now.
     *
     * @param before what was known of the one with its key; null for nothing
     */
    public static KnownRoute of(@Nullable KnownRoute before, Route now) {
        Map<String, Admission> admissions = new TreeMap<>();
        if (before != null && before.route.uid().equals(now.uid())) {
            before.admissions.forEach(each -> admissions.put(each.router(), each));
        }
        // What is refused comes first, so that a router counts that says both.
        for (Ingress each : now.ingress()) {
            if (Boolean.FALSE.equals(each.admitted())) {
                admissions.computeIfPresent(
                        each.router(), (router, admission) -> new Admission(router, admission.host(), false));
            }
        }
        for (Ingress each : now.ingress()) {
            if (Boolean.TRUE.equals(each.admitted())) {
                admissions.put(each.router(), new Admission(each.router(), each.host(), true));
            }
        }
        return new KnownRoute(
                now, List.copyOf(admissions.values()), before == null ? Map.of() : before.namespaceLabels);
    }

    KnownRoute withNamespaceLabels(Map<String, String> labels) {
        return new KnownRoute(route, admissions, labels);
    }

    /** Whether it counts: from when a router admits it first. */
    public boolean isAdmitted() {
        return !admissions.isEmpty();
    }
}
