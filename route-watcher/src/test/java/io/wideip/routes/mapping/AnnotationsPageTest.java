package io.wideip.routes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.catalog.Merge;
import io.wideip.config.files.FileReading;
import io.wideip.config.section.Problem;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.manifest.ManifestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/annotations.md against what annotations do. */
final class AnnotationsPageTest {
    private static final String PAGE = read(Path.of("../docs/annotations.md"));
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final DomainName SHOP = new DomainName("shop.apps.example.com");

    @TempDir
    Path directory;

    @Test
    void listsEveryAnnotation() {
        assertThat(rows(4)).extracting(row -> code(row.get(0))).containsExactlyInAnyOrderElementsOf(Annotations.NAMES);
        assertThat(problemRows()).extracting(row -> code(row.get(0))).containsAll(Annotations.NAMES);
    }

    @Test
    void theExampleMakesWhatThePageSays() throws IOException {
        String example = PAGE.substring(PAGE.indexOf("```yaml\n") + 8, PAGE.indexOf("\n```\n"));
        Files.writeString(directory.resolve("route.yaml"), example);
        RouteMapping mapping = MappingYaml.mapping(Map.of());
        change(mapping, manifest("east-1"));
        Files.writeString(directory.resolve("route.yaml"), example.replace("priority: \"1\"", "priority: \"2\""));
        MappingChange change = change(mapping, manifest("west-1"));
        assertThat(MappedText.of(change.part().wideIps()))
                .containsExactly("shop.apps.example.com: failover; ltm-east [https:443 /healthz 200-399], ltm-west"
                        + " [https:443 /healthz 200-399]; ttl 20s");
        assertThat(change.outcomes().values())
                .allMatch(outcome -> outcome.problems().isEmpty());
    }

    private KnownRoute manifest(String cluster) {
        var reader = new ManifestReader(
                Objects.requireNonNull(MappingYaml.YAML.catalog().clusters().get(cluster)), directory, "wideip.io");
        List<Route> routes = ((FileReading.Good<List<Route>, List<Problem>>) reader.read()).value();
        return KnownRoute.of(null, routes.get(0));
    }

    @TestFactory
    Stream<DynamicTest> valuesAreTaken() {
        return rows(4).stream()
                .flatMap(row -> codes(row.get(1)).stream()
                        .map(value -> dynamicTest(
                                code(row.get(0)) + ": " + value,
                                () -> assertThat(problems(code(row.get(0)), value))
                                        .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> valuesBeyondABoundAreNot() {
        return rows(4).stream()
                .filter(row -> row.get(1).contains("` to `"))
                .flatMap(row -> beyond(codes(row.get(1)))
                        .map(value -> dynamicTest(
                                code(row.get(0)) + ": " + value,
                                () -> assertThat(problems(code(row.get(0)), value))
                                        .hasSize(1))));
    }

    private static Stream<String> beyond(List<String> bounds) {
        String most = bounds.get(1);
        return most.matches("[0-9]+")
                ? Stream.of(
                        String.valueOf(Integer.parseInt(bounds.get(0)) - 1), String.valueOf(Integer.parseInt(most) + 1))
                : Stream.of("999ms", most + "1", most.equals("1h") ? "61m" : "11s");
    }

    @TestFactory
    Stream<DynamicTest> whoWritesADefaultChangesNothing() {
        return rows(4).stream()
                .filter(row -> row.get(2).startsWith("`") && !code(row.get(0)).equals("enabled"))
                .map(row -> dynamicTest(
                        code(row.get(0)),
                        () -> assertThat(settings(code(row.get(0)), code(row.get(2))))
                                .isEqualTo(settings("enabled", "true"))));
    }

    @TestFactory
    Stream<DynamicTest> problemsReadAsWritten() {
        return problemRows().stream()
                .map(row -> dynamicTest(
                        code(row.get(0)) + ": " + code(row.get(1)),
                        () -> assertThat(problems(code(row.get(0)), code(row.get(1))))
                                .containsExactly(code(row.get(2)))));
    }

    private static List<List<String>> problemRows() {
        return rows(3).stream()
                .filter(row -> codes(row.get(2)).size() == 1 && row.get(2).startsWith("`"))
                .toList();
    }

    private static List<String> problems(String annotation, String value) {
        List<RouteProblem> problems = new ArrayList<>();
        change(MappingYaml.mapping(Map.of()), route(annotation, value))
                .outcomes()
                .values()
                .forEach(outcome -> problems.addAll(outcome.problems()));
        return problems.stream().map(RouteProblem::what).toList();
    }

    private static @Nullable WideIpSettings settings(String annotation, String value) {
        MappingChange change = change(MappingYaml.mapping(Map.of()), route(annotation, value));
        return Merge.of(List.of(MappingYaml.YAML.parts().get(0), change.part()))
                .catalog()
                .wideIps()
                .get(SHOP);
    }

    /** A Route of a cluster with two routers, which both admit it, with what makes the annotation matter. */
    private static KnownRoute route(String annotation, String value) {
        Map<String, String> annotations = new HashMap<>(Map.of("wideip.io/enabled", "true"));
        if (annotation.equals("health-check-expected-status") || annotation.equals("health-check-verify")) {
            annotations.put("wideip.io/health-check-scheme", "https");
        }
        annotations.put("wideip.io/" + annotation, value);
        Route bare = RouteLine.read("west-1 shop/web .status=default:" + SHOP + ":True,public:" + SHOP + ":True")
                .route();
        return KnownRoute.of(
                null,
                new Route(
                        bare.key(),
                        bare.uid(),
                        bare.created(),
                        false,
                        annotations,
                        bare.host(),
                        "",
                        "",
                        false,
                        Termination.EDGE,
                        null,
                        bare.backends(),
                        bare.ingress()));
    }

    private static MappingChange change(RouteMapping mapping, KnownRoute known) {
        Map<RouteKey, Optional<KnownRoute>> changes = Map.of(known.route().key(), Optional.of(known));
        return mapping.change(changes);
    }

    /** The rows of tables with so many columns, without their heads. */
    private static List<List<String>> rows(int columns) {
        return PAGE.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
                        .map(String::strip)
                        .toList())
                .filter(row -> row.size() == columns)
                .toList();
    }

    private static String code(String cell) {
        return codes(cell).get(0);
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
