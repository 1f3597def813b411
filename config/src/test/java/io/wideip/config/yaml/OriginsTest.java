package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Merge;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Provenance;
import io.wideip.config.section.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value of the YAML knows where it was written. */
final class OriginsTest {
    private static final String BASE = """
            version: 1
            zones: {example.com: {hostmaster: dns@example.com, nameservers: {ns1: 192.0.2.53}}}
            datacenters: {d: {}}
            healthChecks:
              app: {type: http, fall: 2, expect: {status: 204}}
            vips: {a: {datacenter: d, addresses: 192.0.2.1}}
            defaults: {maxAnswers: 2, healthCheck: {rise: 4}}
            """;
    private static final String WIDE_IPS = """
            wideIps:
              one.example.com: {members: [a], ttl: 7s}
              # An equal text further to the right.
              the.second.example.com: {members: [a], ttl: 7s}
              three.example.com:
                ttl: 7s
                members:
                  - a

              four.example.com:
                ttl: 7s
                members:
                  - a
              five.example.com: &five {members: [a], policy: geo,
                 ttl: 7s}
              six.example.com: *five
              "seven.example.com": {members: [a], policy: geo,
                 ttl: 7s}
            """;

    @ParameterizedTest
    @CsvSource({
        "one.example.com, ttl",
        "the.second.example.com, ttl",
        "three.example.com, ttl",
        "four.example.com, ttl",
        "five.example.com, ttl",
        "six.example.com, ttl",
        "seven.example.com, ttl",
    })
    void aTextThatWasMetBeforeHasItsOwnPlaces(String name, String key) {
        String yaml = BASE + WIDE_IPS;
        Provenance provenance = merged(yaml).provenance();

        assertThat(textAt(yaml, provenance.wideIp(new DomainName(name), key))).startsWith("7s");
        assertThat(textAt(yaml, provenance.wideIp(new DomainName(name), "members")))
                .matches("(?s)(\\[a]|- a).*");
        assertThat(textAt(yaml, provenance.wideIp(new DomainName(name)))).matches("(?s)\"?" + name + ".*");
    }

    @Test
    void whatIsWrittenNowhereComesFromTheDefaultsOrTheProgram() {
        String yaml = BASE + WIDE_IPS;
        Provenance provenance = merged(yaml).provenance();
        DomainName one = new DomainName("one.example.com");

        assertThat(textAt(yaml, provenance.wideIp(one, "maxAnswers"))).startsWith("2, healthCheck");
        assertThat(provenance.wideIp(one, "policy")).isEqualTo(Origin.BUILT_IN);
        assertThat(provenance.wideIp(one, "healthCheck")).isEqualTo(Origin.BUILT_IN);
        assertThat(textAt(yaml, provenance.of("healthChecks", "app", "fall"))).startsWith("2, expect");
        assertThat(textAt(yaml, provenance.of("healthChecks", "app", "expect.status")))
                .startsWith("204");
        assertThat(textAt(yaml, provenance.of("healthChecks", "app", "rise"))).startsWith("4}}");
        assertThat(provenance.of("healthChecks", "app", "interval")).isEqualTo(Origin.BUILT_IN);
        assertThat(textAt(yaml, provenance.of("vips", "a", "addresses"))).startsWith("192.0.2.1");
        assertThat(provenance.of("zones", "example.com", "ttl")).isEqualTo(Origin.BUILT_IN);
        assertThat(provenance.of("server", "", "startGrace")).isEqualTo(Origin.BUILT_IN);
    }

    @Test
    void aSectionOverTwoFilesHasThePlacesOfBoth() {
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY)
                .load(List.of(
                        new Source("a.yaml", BASE + "server: {startGrace: 1s}\n"),
                        new Source("b.yaml", "version: 1\nserver: {admin: {listen: '127.0.0.1:8054'}}\n")));
        Provenance provenance = ((Loaded.Good) loaded).merged().provenance();

        assertThat(provenance.of("server", "", "startGrace")).isEqualTo(new Place("a.yaml", 8, 22));
        assertThat(provenance.of("server", "", "admin.listen")).isEqualTo(new Place("b.yaml", 2, 26));
    }

    @Test
    void aLineOfCommentMovesTheOriginsAndChangesNothing() {
        Merged before = merged(BASE + WIDE_IPS);
        String moved = "# What this is for.\n" + BASE + "# More.\n" + WIDE_IPS;
        Merged after = Merge.of(merged(moved).parts(), before);

        assertThat(after.catalog()).isSameAs(before.catalog());
        assertThat(textAt(moved, after.provenance().wideIp(new DomainName("four.example.com"), "ttl")))
                .startsWith("7s");
    }

    private static Merged merged(String yaml) {
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml)));
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).merged();
    }

    private static String textAt(String yaml, @Nullable Origin origin) {
        Place place = (Place) Objects.requireNonNull(origin);
        List<String> lines = yaml.lines().toList();
        return String.join("\n", lines.subList(place.line() - 1, lines.size())).substring(place.column() - 1);
    }
}
