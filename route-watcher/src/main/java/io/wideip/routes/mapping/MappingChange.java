package io.wideip.routes.mapping;

import io.wideip.config.catalog.Part;
import io.wideip.routes.RouteKey;
import java.util.Map;

/**
 * What a change of Routes has made.
 *
 * @param part with all wide IPs of Routes
 * @param outcomes of each Route of which the outcome may be another now
 */
public record MappingChange(Part part, Map<RouteKey, RouteOutcome> outcomes) {}
