package io.wideip.routes.kept;

import io.wideip.routes.KnownRoute;
import io.wideip.routes.backend.KeptPods;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a start needs to answer as before while no cluster can be reached.
 *
 * @param routes in no order
 * @param owners the namespace that has each name
 * @param pods from which checks were derived
 */
public record Kept(Collection<KnownRoute> routes, Map<String, String> owners, Collection<KeptPods> pods) {
    public static final Kept NOTHING = new Kept(List.of(), Map.of());

    /** Without pods. */
    public Kept(Collection<KnownRoute> routes, Map<String, String> owners) {
        this(routes, owners, List.of());
    }
}
