package io.wideip.config;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterNamePatternTest {
    private static final List<String> PATTERNS =
            List.of("{label}--{cluster}", "{cluster}-{label}", "x{label}-{cluster}y", "{Cluster}_{LABEL}");

    @Test
    void makesTheNameBesideThatOfTheWideIp() {
        assertThat(ClusterNamePattern.STANDARD.of(new DomainName("shop.apps.example.com"), "East-1"))
                .isEqualTo(new DomainName("shop--east-1.apps.example.com"));
        assertThat(ClusterNamePattern.parse("in-{cluster}-{label}").of(new DomainName("shop"), "east"))
                .isEqualTo(new DomainName("in-east-shop"));
    }

    @Test
    void makesNoneThatIsTooLong() {
        DomainName longest = new DomainName("a".repeat(57) + ".example.com");
        assertThat(ClusterNamePattern.STANDARD.of(longest, "east")).isNotNull();
        assertThat(ClusterNamePattern.STANDARD.of(longest, "east1")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{label}",
                "{cluster}",
                "{label}{cluster}",
                "{label}-{label}",
                "{cluster}--{cluster}",
                "{label}-{cluster}-{label}",
                "-{label}-{cluster}",
                "{label}-{cluster}-",
                "{label}.{cluster}",
                "{label} {cluster}",
                "{name}--{cluster}",
                "{label}--{cluster}*",
                "label--cluster"
            })
    void refusesWhatMakesNoLabels(String pattern) {
        assertThatThrownBy(() -> ClusterNamePattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "write {label} and {cluster} once each, letters, digits, '-' or '_' between them, and neither"
                                + " a '-' at an end nor a '.', such as {label}--{cluster}");
    }

    @Test
    void refusesWhatMakesLabelsThatAreTooLong() {
        assertThat(ClusterNamePattern.parse("a".repeat(60) + "{label}-{cluster}"))
                .isNotNull();
        assertThatThrownBy(() -> ClusterNamePattern.parse("a".repeat(61) + "{label}-{cluster}"))
                .hasMessage("makes labels of 64 characters and more, above the 63 of a label: shorten it");
    }

    @ParameterizedTest
    @CsvSource({
        "{label}--{cluster}, a--b--c, a--b+c a+b--c",
        "{label}--{cluster}, a---b, a-+b a+-b",
        "{cluster}-{label}, a-b-c, b-c+a c+a-b",
        "{label}--{cluster}, --a, ''",
        "{label}--{cluster}, a--, ''",
        "{label}--{cluster}, a-b, ''",
        "x{label}-{cluster}y, xa-by, a+b",
        "x{label}-{cluster}y, a-by, ''",
        "x{label}-{cluster}y, xa-b, ''",
        "x{label}-{cluster}y, x-y, ''"
    })
    void takesALabelApartInEveryWay(String pattern, String label, String ways) {
        assertThat(String.join(" ", ways(ClusterNamePattern.parse(pattern), label)))
                .isEqualTo(ways);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsAgainWhatItMade(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ClusterNamePattern pattern = ClusterNamePattern.parse(PATTERNS.get(random.nextInt(PATTERNS.size())));
            String label = text(random);
            String cluster = text(random);
            DomainName made = Objects.requireNonNull(pattern.of(new DomainName(label + ".example.com"), cluster));
            String first = made.text().substring(0, made.text().indexOf('.'));
            assertThat(ways(pattern, first)).doesNotHaveDuplicates().contains(label + "+" + cluster);
        }
    }

    private static String text(Random random) {
        return random.ints(1 + random.nextInt(6), 0, 4)
                .mapToObj(letter -> "ab-_".substring(letter, letter + 1))
                .reduce("", String::concat);
    }

    /** Each as {@code label+cluster}, with octets around that are none of it. */
    private static List<String> ways(ClusterNamePattern pattern, String label) {
        byte[] octets = ("--" + label + "--").getBytes(US_ASCII);
        int from = 2;
        int to = octets.length - 2;
        List<String> ways = new ArrayList<>();
        for (int at = pattern.next(octets, from, to, -1); at >= 0; at = pattern.next(octets, from, to, at)) {
            ways.add(part(octets, pattern.labelFrom(from, at), pattern.labelTo(to, at)) + "+"
                    + part(octets, pattern.clusterFrom(from, at), pattern.clusterTo(to, at)));
        }
        return ways;
    }

    private static String part(byte[] octets, int from, int to) {
        return new String(octets, from, to - from, US_ASCII);
    }
}
