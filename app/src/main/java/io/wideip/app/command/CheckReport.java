package io.wideip.app.command;

import io.wideip.app.Json;
import io.wideip.app.status.CatalogSummary;
import io.wideip.config.section.Problem;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.mapping.RouteOutcome;
import io.wideip.routes.source.ManifestReview;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcome of a check as JSON. */
final class CheckReport {
    private CheckReport() {}

    static String json(CatalogSummary summary, List<Problem> warnings, ManifestReview manifests) {
        return "{\"zones\":" + summary.zones() + ",\"wideIps\":" + summary.wideIps() + ",\"vips\":" + summary.vips()
                + ",\"problems\":" + array(manifests.problems()) + ",\"warnings\":" + array(warnings) + ",\"routes\":"
                + routes(manifests.outcomes()) + "}";
    }

    static String json(List<Problem> problems, List<Problem> warnings) {
        return "{\"problems\":" + array(problems) + ",\"warnings\":" + array(warnings) + "}";
    }

    private static String routes(SortedMap<RouteKey, RouteOutcome> outcomes) {
        List<String> routes = new ArrayList<>();
        outcomes.forEach((key, outcome) -> routes.add("{\"cluster\":" + Json.quoted(key.cluster())
                + ",\"namespace\":" + Json.quoted(key.namespace())
                + ",\"name\":" + Json.quoted(key.name())
                + ",\"serves\":"
                + texts(outcome.served().stream().map(served -> served.name().toString()))
                + ",\"problems\":"
                + texts(outcome.problems().stream().map(RouteProblem::what)) + "}"));
        return "[" + String.join(",", routes) + "]";
    }

    private static String texts(Stream<String> texts) {
        return texts.map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String array(List<Problem> problems) {
        return problems.stream().map(CheckReport::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Problem problem) {
        return "{\"file\":" + Json.quoted(problem.place().file())
                + ",\"line\":" + problem.place().line()
                + ",\"column\":" + problem.place().column()
                + ",\"what\":" + Json.quoted(problem.what()) + "}";
    }
}
