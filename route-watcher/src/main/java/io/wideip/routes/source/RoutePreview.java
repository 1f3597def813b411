package io.wideip.routes.source;

import io.wideip.config.Catalog;
import io.wideip.config.Cluster;
import io.wideip.config.RouteOptions;
import io.wideip.config.catalog.Merged;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What another YAML would make with the Routes that are known.
 *
 * @param unread clusters whose Routes would be listed anew then, so that what they make is not known yet
 */
public record RoutePreview(Merged merged, List<String> unread) {
    static RoutePreview of(Merged merged, Catalog present) {
        Catalog then = merged.catalog();
        boolean all = !present.routes().annotationPrefix().equals(then.routes().annotationPrefix())
                || !needsLabels(present.routes()) && needsLabels(then.routes());
        return new RoutePreview(
                merged,
                then.clusters().values().stream()
                        .filter(cluster -> all || isReadAnew(present.clusters().get(cluster.name()), cluster))
                        .map(Cluster::name)
                        .toList());
    }

    private static boolean isReadAnew(@Nullable Cluster before, Cluster now) {
        return before == null
                || !before.access().equals(now.access())
                || !before.namespaces().equals(now.namespaces())
                || !Objects.equals(before.selector(), now.selector());
    }

    private static boolean needsLabels(RouteOptions options) {
        return options.allow().stream().anyMatch(rule -> rule.namespaceSelector() != null);
    }
}
