package io.wideip.routes.annotation;

import io.wideip.config.catalog.Origin;
import io.wideip.routes.RouteKey;
import org.jspecify.annotations.Nullable;

/**
 * A Route, or a value that one of its annotations gives.
 *
 * @param annotation with its prefix; null for what the Route itself gives
 */
public record AnnotationOrigin(RouteKey route, @Nullable String annotation) implements Origin {
    @Override
    public String toString() {
        return annotation == null ? route.toString() : route + ", annotation " + annotation;
    }
}
