package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Region;
import io.wideip.config.section.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Regions that are built of regions; the ways to one of them may be very many. */
@Timeout(30)
final class RegionsTest {
    private static final int LEVELS = 60;

    @Test
    void eachIsResolvedOnceHoweverManyWaysLeadToIt() {
        Region clients = good(diamonds("")).get(0);
        assertThat(clients.everySubnet()).hasSize(2 * LEVELS);
        assertThat(clients.countries()).containsExactly("FR");
        assertThat(clients.parts()).isEqualTo(1);
        assertThat(clients.asksDatabase()).isTrue();
        assertThat(good(diamonds(""))).isEqualTo(good(diamonds("")));
    }

    @Test
    void whatANotTakesOutOfOneRegionAnotherMayHold() {
        Region clients = good("""
                regions:
                  north: {countries: [NO, SE], not: {subnets: 10.1.0.0/16}}
                  mixed: {regions: north, countries: FI}
                  east: {regions: [mixed], continents: AS}
                topology: [{regions: [east, mixed], prefer: a}]
                """).get(0);
        assertThat(clients.countries()).containsExactly("FI");
        assertThat(clients.continents()).containsExactly("AS");
        assertThat(clients.regions()).extracting(Region::countries).containsExactly(Set.of("NO", "SE"));
    }

    @Test
    void twoOfOtherNamesMayBeEqual() {
        assertThat(good("""
                regions: {one: {countries: NO}, two: {countries: NO}}
                topology: [{regions: [one, two], prefer: a}]
                """).get(0).countries()).containsExactly("NO");
    }

    /** Every way takes out others: there is nothing that could be put together. */
    @Test
    void tooManyWaysWithANotAreRefused() {
        assertThat(load(diamonds(", not: {asns: [64500]}")))
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .extracting(Problem::toString)
                                .anySatisfy(problem ->
                                        assertThat(problem).contains("built of more than 1000 regions with a 'not'")));
    }

    /** Two regions on each level, each built of both of the next. */
    private static String diamonds(String not) {
        StringBuilder yaml = new StringBuilder("regions:\n");
        for (int level = 0; level < LEVELS; level++) {
            for (int side = 0; side < 2; side++) {
                yaml.append("  r")
                        .append(level)
                        .append('-')
                        .append(side)
                        .append(": {subnets: 10.")
                        .append(level)
                        .append('.')
                        .append(side)
                        .append(".0/24");
                yaml.append(
                        level + 1 < LEVELS
                                ? ", regions: [r%d-0, r%d-1]".formatted(level + 1, level + 1)
                                : ", countries: FR");
                yaml.append(not).append("}\n");
            }
        }
        return yaml + "topology: [{regions: [r0-0, r0-1], prefer: a}]\n";
    }

    private static List<Region> good(String yaml) {
        assertThat(load(yaml)).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) load(yaml))
                .merged().catalog().topology().stream()
                        .map(rule -> rule.clients())
                        .toList();
    }

    private static Loaded load(String yaml) {
        String whole = "version: 1\ndatacenters: {a: {}}\n" + yaml;
        return new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", whole)));
    }
}
