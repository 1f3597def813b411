package io.wideip.app.command;

import io.wideip.app.CatalogSummary;
import io.wideip.app.Json;
import io.wideip.config.section.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The outcome of a check as JSON. */
final class CheckReport {
    private CheckReport() {}

    static String json(CatalogSummary summary, List<Problem> warnings) {
        return "{\"zones\":" + summary.zones() + ",\"wideIps\":" + summary.wideIps() + ",\"vips\":" + summary.vips()
                + ",\"problems\":[],\"warnings\":" + array(warnings) + "}";
    }

    static String json(List<Problem> problems, List<Problem> warnings) {
        return "{\"problems\":" + array(problems) + ",\"warnings\":" + array(warnings) + "}";
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
