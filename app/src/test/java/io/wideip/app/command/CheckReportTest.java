package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.status.CatalogSummary;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.routes.source.ManifestReview;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CheckReportTest {
    @Test
    void listsProblemsAndWarnings() {
        List<Problem> problems = List.of(new Problem(new Place("a.yaml", 3, 7), "no such key"));
        List<Warning> warnings = List.of(new Warning(WarningCode.UNUSED, new Place("b.yaml", 1, 1), "x"));

        assertThat(CheckReport.bad(problems, warnings).json())
                .isEqualTo(
                        "{\"problems\":[{\"file\":\"a.yaml\",\"line\":3,\"column\":7,\"what\":\"no such key\"}],"
                                + "\"warnings\":[{\"file\":\"b.yaml\",\"line\":1,\"column\":1,\"code\":\"unused\",\"what\":\"x\"}]}");
    }

    @Test
    void sumsUpWhereThereAreNone() {
        assertThat(CheckReport.good(
                                new CatalogSummary(1, 2, 3),
                                List.of(),
                                new ManifestReview(List.of(), List.of(), new TreeMap<>()))
                        .json())
                .isEqualTo("{\"zones\":1,\"wideIps\":2,\"vips\":3,\"problems\":[],\"warnings\":[],\"routes\":[]}");
    }
}
