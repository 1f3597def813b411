package io.wideip.routes.mapping;

import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.annotation.Annotations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Route says of its member.
 *
 * @param priority lower comes first; null where it is not given
 * @param drains whether the Route wants no clients, or has nothing that would serve them
 */
record MemberValues(int weight, @Nullable Integer priority, boolean drains) {
    private static final int MOST = 1_000_000;
    private static final int WEIGHT = 100;
    private static final String DRAIN = "drain";

    static MemberValues read(Annotations annotations) {
        Integer weight = annotations.integer("weight", 0, MOST);
        return new MemberValues(
                weight == null ? WEIGHT : weight,
                annotations.integer("priority", 0, MOST),
                isDraining(annotations) || hasNoBackend(annotations.route()));
    }

    static boolean isDraining(Annotations annotations) {
        return DRAIN.equals(annotations.choice("state", List.of("active", DRAIN)));
    }

    private static boolean hasNoBackend(Route route) {
        List<Backend> backends = route.backends();
        return route.deleting() || !backends.isEmpty() && backends.stream().allMatch(backend -> backend.weight() <= 0);
    }
}
