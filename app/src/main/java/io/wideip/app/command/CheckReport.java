package io.wideip.app.command;

import io.wideip.app.json.JsonMapping;
import io.wideip.app.status.CatalogSummary;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.source.ManifestReview;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a check for programs. What a broken directory does not have is null.
 *
 * @param routes what each Route of the manifests would serve
 */
record CheckReport(
        @Nullable Integer zones,
        @Nullable Integer wideIps,
        @Nullable Integer vips,
        List<Finding> problems,
        List<Finding> warnings,
        @Nullable List<RouteFinding> routes) {

    /** @param code of a warning; null for a problem */
    record Finding(
            String file, int line, int column, @Nullable String code, String what) {}

    record RouteFinding(String cluster, String namespace, String name, List<String> serves, List<String> problems) {}

    static CheckReport good(CatalogSummary summary, List<Warning> warnings, ManifestReview manifests) {
        return new CheckReport(
                summary.zones(),
                summary.wideIps(),
                summary.vips(),
                findings(manifests.problems()),
                ofWarnings(warnings),
                routes(manifests));
    }

    static CheckReport bad(List<Problem> problems, List<Warning> warnings) {
        return new CheckReport(null, null, null, findings(problems), ofWarnings(warnings), null);
    }

    String json() {
        return JsonMapping.write(this).strip();
    }

    private static List<Finding> findings(List<Problem> problems) {
        return problems.stream()
                .map(problem -> finding(problem.place(), null, problem.what()))
                .toList();
    }

    private static List<Finding> ofWarnings(List<Warning> warnings) {
        return warnings.stream()
                // Only YAML is checked, and manifests: both are files.
                .map(warning -> finding((Place) warning.origin(), warning.code().text(), warning.what()))
                .toList();
    }

    private static Finding finding(Place place, @Nullable String code, String what) {
        return new Finding(place.file(), place.line(), place.column(), code, what);
    }

    private static List<RouteFinding> routes(ManifestReview manifests) {
        List<RouteFinding> routes = new ArrayList<>();
        manifests
                .outcomes()
                .forEach((key, outcome) -> routes.add(new RouteFinding(
                        key.cluster(),
                        key.namespace(),
                        key.name(),
                        outcome.served().stream()
                                .map(served -> served.name().toString())
                                .toList(),
                        outcome.problems().stream().map(RouteProblem::what).toList())));
        return routes;
    }
}
