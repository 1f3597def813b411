package io.wideip.routes.source;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.catalog.Merged;
import io.wideip.config.files.FileReading;
import io.wideip.config.section.Problem;
import io.wideip.config.section.Vocabulary;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.manifest.ManifestReader;
import io.wideip.routes.mapping.RouteOutcome;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the manifests of a YAML's clusters would make, as far as that can be told without the clusters that have an API.
 *
 * @param problems of the files
 * @param warnings of directories that are not there: the server may run on another machine
 * @param outcomes of each Route that asks for something
 */
public record ManifestReview(
        List<Problem> problems, List<Problem> warnings, SortedMap<RouteKey, RouteOutcome> outcomes) {

    /** Reads and maps them. */
    public static ManifestReview of(Merged yaml, Vocabulary vocabulary) {
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        Map<RouteKey, Optional<KnownRoute>> routes = new LinkedHashMap<>();
        for (Cluster cluster : yaml.catalog().clusters().values()) {
            if (cluster.access() instanceof ClusterAccess.Manifests manifests) {
                FileReading<List<Route>, List<Problem>> reading = new ManifestReader(
                                cluster,
                                manifests.directory(),
                                yaml.catalog().routes().annotationPrefix())
                        .read();
                if (reading instanceof FileReading.Good<List<Route>, List<Problem>> good) {
                    good.value().forEach(route -> routes.put(route.key(), Optional.of(KnownRoute.of(null, route))));
                } else {
                    (Files.exists(manifests.directory()) ? problems : warnings)
                            .addAll(((FileReading.Bad<List<Route>, List<Problem>>) reading).fault());
                }
            }
        }
        SortedMap<RouteKey, RouteOutcome> outcomes = new TreeMap<>(
                new RouteMappings(vocabulary, Backends.none("its Routes are read from manifests, without pods"))
                        .by(yaml, Map.of())
                        .change(routes)
                        .outcomes());
        outcomes.values().removeIf(RouteOutcome.NONE::equals);
        return new ManifestReview(problems, warnings, outcomes);
    }

    /** Whether there is anything to mend. */
    public boolean hasProblems() {
        return !problems.isEmpty()
                || outcomes.values().stream()
                        .anyMatch(outcome -> !outcome.problems().isEmpty());
    }
}
