package io.wideip.routes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shapes of Routes in {@code shapes.txt}, each with all that comes of it: wide IPs and problems. */
final class RouteShapesTest {
    /** A case of the table. */
    private record Shape(String title, List<String> routes, List<String> expected) {}

    @TestFactory
    Stream<DynamicTest> shapes() {
        return read().stream()
                .map(shape -> dynamicTest(
                        shape.title(),
                        () -> assertThat(map(shape.routes())).containsExactlyElementsOf(shape.expected())));
    }

    @Test
    void areMany() {
        assertThat(read()).extracting(Shape::title).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(80);
    }

    private static List<String> map(List<String> routes) {
        Map<RouteKey, Optional<KnownRoute>> changes = new LinkedHashMap<>();
        for (String line : routes) {
            KnownRoute known = RouteLine.read(line);
            changes.put(known.route().key(), Optional.of(known));
        }
        MappingChange change = MappingYaml.mapping(Map.of()).change(changes);
        List<String> made = new ArrayList<>();
        MappedText.of(change.part().wideIps()).forEach(line -> made.add("-> " + line));
        change.outcomes()
                .values()
                .forEach(outcome -> outcome.problems().forEach(problem -> made.add("!! " + MappedText.of(problem))));
        return made;
    }

    private static List<Shape> read() {
        List<Shape> shapes = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("== ")) {
                shapes.add(new Shape(line.substring(3), new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("-> ") || line.startsWith("!! ")) {
                shapes.get(shapes.size() - 1).expected().add(line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                shapes.get(shapes.size() - 1).routes().add(line);
            }
        }
        return shapes;
    }

    private static List<String> lines() {
        try (var stream = Objects.requireNonNull(RouteShapesTest.class.getResourceAsStream("shapes.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
