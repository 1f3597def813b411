package io.wideip.routes.kept;

import io.wideip.routes.KnownRoute;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a start needs to answer as before while no cluster can be reached.
 *
 * @param routes in no order
 * @param owners the namespace that has each name
 */
public record Kept(Collection<KnownRoute> routes, Map<String, String> owners) {
    public static final Kept NOTHING = new Kept(List.of(), Map.of());
}
