package io.wideip.routes.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.routes.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnnotationsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0       | 0",
                "1000000 | 1000000",
                "1000001 | -",
                "-1      | -",
                "010     | -",
                "1e3     | -",
                "٣       | -",
                "9999999999999 | -",
            })
    void wholeNumbersAreReadOfTheirRange(String written, @Nullable Integer number) {
        assertThat(of("weight", written).integer("weight", 0, 1_000_000)).isEqualTo(number);
        assertThat(of("weight", written)).satisfies(annotations -> {
            annotations.integer("weight", 0, 1_000_000);
            assertThat(annotations.problems()).hasSize(number == null ? 1 : 0);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "3  | 3 | -",
                "0  | 1 | 'wideip.io/max-answers' is '0': 1 holds, because 1 to 8 is allowed",
                "99999999999 | 8 | 'wideip.io/max-answers' is '99999999999': 8 holds, because 1 to 8 is allowed",
                "-1 | - | 'wideip.io/max-answers' is '-1': write a whole number from 1 to 8",
            })
    void theBoundHoldsForANumberBeyondIt(String written, @Nullable Integer number, @Nullable String problem) {
        Annotations annotations = of("max-answers", written);
        assertThat(annotations.bounded("max-answers", 1, 8)).isEqualTo(number);
        assertProblem(annotations, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "30s    | PT30S  | -",
                "45     | PT45S  | -",
                "1500ms | PT1.5S | -",
                "1d     | PT1H   | 'wideip.io/ttl' is '1d': 1h holds, because 1s to 1h is allowed",
                "0      | PT1S   | 'wideip.io/ttl' is '0': 1s holds, because 1s to 1h is allowed",
                "30 s   | -      | 'wideip.io/ttl' is '30 s': write visible ASCII characters, without spaces",
                "1.5s   | -      | 'wideip.io/ttl' is '1.5s': write a duration such as 30s, 5m or 1h",
                "99999999999 | - | 'wideip.io/ttl' is '99999999999': write a duration such as 30s, 5m or 1h",
            })
    void durationsAreAsInTheYamlOrBareSeconds(String written, @Nullable Duration duration, @Nullable String problem) {
        Annotations annotations = of("ttl", written);
        assertThat(annotations.duration("ttl", Duration.ofSeconds(1), Duration.ofHours(1)))
                .isEqualTo(duration);
        assertProblem(annotations, problem);
    }

    @Test
    void choicesFlagsAndNamesTellTheMend() {
        assertProblem(
                read("state", "drian", from -> from.choice("state", List.of("active", "drain"))),
                "'wideip.io/state': unknown state 'drian': did you mean 'drain'?");
        assertProblem(
                read("vip", "ltm-west", from -> from.reference("vip", "VIP", List.of("lb1", "lb2"))),
                "'wideip.io/vip': unknown VIP 'ltm-west': there are lb1, lb2");
        assertProblem(
                read("enabled", "True", from -> from.flag("enabled")),
                "'wideip.io/enabled' is 'True': write \"true\" or \"false\"");
        assertProblem(
                read("hostname", "a..b", from -> from.domainName("hostname")),
                "'wideip.io/hostname': an empty label in 'a..b'");
        assertThat(of("hostname", "Shop.Example.COM.").domainName("hostname"))
                .isEqualTo(new DomainName("shop.example.com"));
        assertThat(of("enabled", "false").flag("enabled")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\r\nHost: b", "/a b", "/\u00e9", "/\u0000", "/\u007f", " /a", "/a\n"})
    void whatIsNotVisibleIsNoText(String written) {
        Annotations annotations = of("health-check-path", written);
        assertThat(annotations.text("health-check-path")).isNull();
        assertThat(annotations.problems()).hasSize(1);
        assertThat(annotations.problems().get(0).what())
                .matches("[ -~]*")
                .endsWith(": write visible ASCII characters, without spaces");
    }

    @Test
    void aValueIsAtMostSoLong() {
        assertThat(of("policy", "x".repeat(1_024)).text("policy")).hasSize(1_024);
        assertProblem(
                read("policy", "x".repeat(1_000_000), from -> from.text("policy")),
                "'wideip.io/policy' is '" + "x".repeat(80) + "…': write at most 1024 characters");
        assertProblem(
                read("policy", "", from -> from.text("policy")),
                "'wideip.io/policy' is '': write a value, or remove the annotation");
    }

    @Test
    void jsonMayHaveWhiteSpace() {
        assertThat(of("health-check", "{\"a\":\n\t1 }").json("health-check")).isEqualTo("{\"a\":\n\t1 }");
        assertThat(of("health-check", " ".repeat(1_025)).json("health-check")).isNull();
        assertThat(of("health-check", " ").json("health-check")).isNull();
        assertThat(of("health-check", "{\"\u00e9\":1}").json("health-check")).isNull();
    }

    @Test
    void whatIsNotGivenIsNoProblem() {
        Annotations annotations = new Annotations(Routes.route("east-1", "a", "1"), "wideip.io");
        assertThat(annotations.integer("weight", 0, 1)).isNull();
        assertThat(annotations.duration("ttl", Duration.ZERO, Duration.ZERO)).isNull();
        assertThat(annotations.origin("weight")).isNull();
        assertThat(annotations.problems()).isEmpty();
        annotations.reportUnknown();
        assertThat(annotations.problems()).isEmpty();
    }

    @Test
    void aProblemNamesTheRouteAndIsToldOnce() {
        Annotations annotations = of("weight", "x");
        annotations.integer("weight", 0, 1);
        annotations.integer("weight", 0, 1);
        assertThat(annotations.problems())
                .extracting(RouteProblem::toString)
                .containsExactly(
                        "cluster east-1, Route shop/a: 'wideip.io/weight' is 'x': write a whole number from 0 to 1");
        assertThat(annotations.origin("weight"))
                .hasToString("cluster east-1, Route shop/a, annotation wideip.io/weight");
    }

    @Test
    void unknownAnnotationsAreToldOfAndNotWithoutEnd() {
        Annotations one = of("wieght", "1");
        one.reportUnknown();
        assertProblem(one, "unknown annotation 'wieght': did you mean 'weight'?");
        Annotations many = new Annotations(
                Routes.annotated(
                        IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "wideip.io/\n" + i, i -> ""))),
                "wideip.io");
        many.reportUnknown();
        assertThat(many.problems()).hasSize(8);
        assertThat(many.problems().get(0).what()).isEqualTo("'\\u000A0' is no annotation: remove it");
    }

    @Test
    void optionsOfPoliciesAreAnnotations() {
        Annotations annotations = of("prefix4", "16");
        AnnotationSection section = new AnnotationSection(annotations);
        assertThat(section.integer("prefix4", 8, 32, 24)).isEqualTo(16);
        assertThat(section.integer("prefix6", 16, 128, 56)).isEqualTo(56);
        assertThat(section.place("prefix4")).hasToString("cluster east-1, Route shop/a, annotation wideip.io/prefix4");
        annotations.reportUnknown();
        assertThat(annotations.problems()).isEmpty();
    }

    private static Annotations of(String name, String value) {
        return new Annotations(Routes.annotated(Map.of("wideip.io/" + name, value)), "wideip.io");
    }

    private static Annotations read(String name, String value, Function<Annotations, @Nullable Object> reading) {
        Annotations annotations = of(name, value);
        assertThat(reading.apply(annotations)).isNull();
        return annotations;
    }

    private static void assertProblem(Annotations annotations, @Nullable String what) {
        assertThat(annotations.problems())
                .extracting(RouteProblem::what)
                .isEqualTo(what == null ? List.of() : List.of(what));
    }
}
