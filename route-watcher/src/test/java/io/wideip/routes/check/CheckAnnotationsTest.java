package io.wideip.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.MemberCheck;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.annotation.Annotations;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What annotations make of a check. */
final class CheckAnnotationsTest {
    private static final String DERIVED = "https :443 /ready 200-399 every 10s within 3s fall 3";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health-check-path | /live | https :443 /live 200-399 every 10s within 3s fall 3",
                "health-check-path | /live?deep=1 | https :443 /live?deep=1 200-399 every 10s within 3s fall 3",
                "health-check-scheme | http | http :80 /ready 200-399 every 10s within 3s fall 3",
                "health-check-scheme | tls | tls :443 every 10s within 3s fall 3",
                "health-check-port | 8443 | https :8443 /ready 200-399 every 10s within 3s fall 3",
                "health-check-expected-status | 204 | https :443 /ready 204 every 10s within 3s fall 3",
                "health-check-expected-status | 200-299,404 | https :443 /ready 200-299, 404 every 10s within 3s fall"
                        + " 3",
                "health-check-interval | 30s | https :443 /ready 200-399 every 30s within 3s fall 3",
                "health-check-interval | 30 | https :443 /ready 200-399 every 30s within 3s fall 3",
                "health-check-timeout | 5s | https :443 /ready 200-399 every 10s within 5s fall 3",
                "health-check-fall | 1 | https :443 /ready 200-399 every 10s within 3s fall 1",
                "health-check-rise | 5 | https :443 /ready 200-399 every 10s within 3s fall 3 rise 5",
                "health-check-verify | true | https :443 /ready 200-399 verify every 10s within 3s fall 3",
                "health-check-verify | false | https :443 /ready 200-399 every 10s within 3s fall 3",
                "health-check | app | named app",
            })
    void overrideSingleValues(String name, String value, String expected) {
        CheckCase made = new CheckCase().annotation(name, value);

        assertThat(made.derived()).isEqualTo(expected);
        assertThat(made.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health-check-path | live | is 'live': write a path that begins with '/'",
                "health-check-path | /a#b | is '/a#b': write '#' as %23",
                "health-check-path | /a b | is '/a b': write visible ASCII characters, without spaces",
                "health-check-path | '/a\u00e4' | is '/a\\u00E4': write visible ASCII characters, without spaces",
                "health-check-scheme | htps | : unknown health-check-scheme 'htps': did you mean 'https'?",
                "health-check-port | 0 | is '0': write a whole number from 1 to 65535",
                "health-check-port | 65536 | is '65536': write a whole number from 1 to 65535",
                "health-check-port | web | is 'web': write a whole number from 1 to 65535",
                "health-check-expected-status | ok | : 'ok' is no status: write one such as 200, or a range such as"
                        + " 200-299",
                "health-check-expected-status | 299-200 | : the range 299-200 is empty: write 200-299",
                "health-check-expected-status | 200, | : '' is no status: write one such as 200, or a range such as"
                        + " 200-299",
                "health-check-interval | soon | is 'soon': write a duration such as 30s, 5m or 1h",
                "health-check-timeout | -1 | is '-1': write a duration such as 30s, 5m or 1h",
                "health-check-fall | 0 | is '0': write a whole number from 1 to 100",
                "health-check-rise | 101 | is '101': write a whole number from 1 to 100",
                "health-check-verify | yes | is 'yes': write \"true\" or \"false\"",
                "health-check | ap | : unknown health check 'ap': did you mean 'app'?",
            })
    void aBadValueCostsItself(String name, String value, String problem) {
        CheckCase made = new CheckCase().annotation(name, value);

        assertThat(made.derived()).isEqualTo(DERIVED);
        assertThat(made.problems())
                .containsExactly("'wideip.io/" + name + "'" + (problem.startsWith(":") ? "" : " ") + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "health-check-interval, 1s, every 5s within 3s fall 3, '5s holds, because 5s to 1h is allowed'",
        "health-check-interval, 2h, every 1h within 3s fall 3, '1h holds, because 5s to 1h is allowed'",
        "health-check-timeout, 500ms, every 10s within 1s fall 3, '1s holds, because 1s to 10s is allowed'",
        "health-check-timeout, 11s, every 10s within 10s fall 3, '10s holds, because 1s to 10s is allowed'",
    })
    void boundsHold(String name, String value, String times, String mend) {
        CheckCase made = new CheckCase().annotation(name, value);

        assertThat(made.derived()).isEqualTo("https :443 /ready 200-399 " + times);
        assertThat(made.problems()).containsExactly("'wideip.io/" + name + "' is '" + value + "': " + mend);
    }

    @Test
    void aTimeoutIsNeverAboveItsInterval() {
        CheckCase made =
                new CheckCase().annotation("health-check-interval", "6s").annotation("health-check-timeout", "8s");
        assertThat(made.derived()).contains(" every 6s within 6s ");
        assertThat(made.problems())
                .containsExactly("'wideip.io/health-check-timeout' is '8s': 6s holds, because the interval is 6s");

        CheckCase withDefaults =
                new CheckCase().interval(Duration.ofSeconds(2)).unknown("").annotation("health-check-timeout", "8s");
        assertThat(withDefaults.derived()).isEqualTo("https :443 / 200-499 within 2s");
    }

    @Test
    void whoeverNamesAPathMeansThatItTellsOfHealth() {
        CheckCase made = new CheckCase().unknown("").annotation("health-check-path", "/live");

        assertThat(made.derived()).isEqualTo("https :443 /live 200-399");
        assertThat(made.why()).isEqualTo("https :443 /live, status 200-399: an annotation gives the path");
    }

    @Test
    void whatOnlyARequestHasMakesPassthroughOne() {
        CheckCase passthrough =
                new CheckCase().termination(Termination.PASSTHROUGH).unknown("");

        assertThat(passthrough.derived()).isEqualTo("tls :443");
        assertThat(passthrough.annotation("health-check-path", "/live").derived())
                .isEqualTo("https :443 /live 200-399");
        assertThat(new CheckCase()
                        .termination(Termination.PASSTHROUGH)
                        .unknown("")
                        .annotation("health-check-scheme", "https")
                        .derived())
                .isEqualTo("https :443 / 200-499");
    }

    @Test
    void saysWhatATypeHasNoUseFor() {
        assertThat(new CheckCase()
                        .annotation("health-check-scheme", "tls")
                        .annotation("health-check-path", "/live")
                        .annotation("health-check-expected-status", "200")
                        .problems())
                .containsExactly(
                        "'wideip.io/health-check-path' is '/live': remove it: a check of type tls has no use for it",
                        "'wideip.io/health-check-expected-status' is '200': remove it: a check of type tls has no use"
                                + " for it");
        assertThat(new CheckCase()
                        .termination(Termination.NONE)
                        .annotation("health-check-verify", "true")
                        .problems())
                .containsExactly(
                        "'wideip.io/health-check-verify' is 'true': remove it: a check of type http has no use for it");
    }

    @Test
    void aNamedCheckIsWholeButForItsTimes() {
        CheckCase made = new CheckCase()
                .annotation("health-check", "app")
                .annotation("health-check-interval", "20s")
                .annotation("health-check-path", "/live");

        assertThat(made.derive().check()).isInstanceOfSatisfying(MemberCheck.Own.class, own -> {
            HealthCheckDefinition definition = own.definition();
            assertThat(own.name()).isEqualTo("app");
            assertThat(definition.probe()).isEqualTo(CheckCase.ofYaml().probe());
            assertThat(definition.times().interval()).isEqualTo(Duration.ofSeconds(20));
            assertThat(definition.times().fall()).isEqualTo(3);
        });
        assertThat(made.problems())
                .isEqualTo(List.of("'wideip.io/health-check-path' is '/live': remove it, or 'wideip.io/health-check', "
                        + "which names a check that is whole but for its times"));
    }

    /** Values made of what others wrote, cut and mixed: the seed is fixed. */
    @Test
    void nothingThatSomebodyWritesThrows() {
        Random random = new Random(11);
        List<String> pieces = List.of(
                "{",
                "}",
                "[",
                "\"",
                ":",
                ",",
                "httpGet",
                "path",
                "port",
                "/live",
                "#",
                "\\u0000",
                "\\",
                "null",
                "true",
                "99999999999999999999",
                "-1",
                "200-",
                "s",
                "5",
                "app",
                "\u00e4",
                " ",
                "\n",
                "tls",
                "http",
                "{\"httpGet\": {\"path\": \"/live\", \"port\": 80}}",
                "a".repeat(2_000));
        List<Termination> terminations = List.of(Termination.values());
        List<String> names = Annotations.NAMES.stream()
                .filter(name -> name.startsWith("health-check"))
                .toList();
        for (int i = 0; i < 3_000; i++) {
            CheckCase made = new CheckCase()
                    .termination(terminations.get(random.nextInt(terminations.size())))
                    .path(mixed(pieces, random))
                    .annotation("haproxy.router.openshift.io/rewrite-target", mixed(pieces, random));
            names.forEach(name -> made.annotation(name, mixed(pieces, random)));

            assertThat(made.problems())
                    .allMatch(problem -> problem.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '…'));
            assertThat(made.why()).matches("[ -~]+");
        }
    }

    private static String mixed(List<String> pieces, Random random) {
        StringBuilder mixed = new StringBuilder();
        for (int count = random.nextInt(7); count > 0; count--) {
            mixed.append(pieces.get(random.nextInt(pieces.size())));
        }
        return mixed.toString();
    }
}
