package io.wideip.routes;

import java.util.Map;
import java.util.Optional;

/**
 * What has changed of the Routes of all clusters.
 *
 * @param routes as they are now; empty for those that are gone
 * @param since by cluster, when the first of these changes was heard, in the nanoseconds of the store's clock
 */
public record RouteChanges(Map<RouteKey, Optional<KnownRoute>> routes, Map<String, Long> since) {}
