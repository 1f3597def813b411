package io.wideip.config.review;

import io.wideip.config.Region;
import io.wideip.config.TopologyRule;
import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Provenance;
import io.wideip.config.section.DidYouMean;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rules of the topology whose weights are all 0, and what stands in two rules, of which the first decides: a team in two mappings. */
final class RuleReview {
    private final List<TopologyRule> rules;
    private final Provenance provenance;
    private final Findings findings;

    private RuleReview(Merged merged, Findings findings) {
        rules = merged.catalog().topology();
        provenance = merged.provenance();
        this.findings = findings;
    }

    static void run(Merged merged, Findings findings) {
        new RuleReview(merged, findings).run();
    }

    private void run() {
        Map<String, Integer> first = new HashMap<>();
        for (int number = 0; number < rules.size(); number++) {
            int rule = number;
            weights(rule);
            Region clients = rules.get(rule).clients();
            Map<Integer, Set<String>> before = new TreeMap<>();
            each(clients, true).forEach(what -> {
                Integer decides = first.get(what);
                if (decides != null) {
                    before.computeIfAbsent(decides, any -> new LinkedHashSet<>())
                            .add(what);
                }
            });
            before.forEach((decides, what) -> warn(rule, decides, what));
            each(clients, false).forEach(what -> first.putIfAbsent(what, rule));
        }
    }

    private void weights(int rule) {
        Collection<Integer> weights = rules.get(rule).weights().values();
        if (!weights.isEmpty() && weights.stream().allMatch(weight -> weight == 0)) {
            findings.add(
                    WarningCode.ALL_WEIGHTS_ZERO,
                    () -> provenance.topology(rule),
                    "every weight is 0, which counts as if all were equal: give a weight to what is to be used");
        }
    }

    /**
     * The networks and what else clients are told by.
     *
     * @param whole also where a {@code not} leaves some of these clients to the next rule
     */
    private static Stream<String> each(Region clients, boolean whole) {
        if (!whole && clients.not() != null) {
            return Stream.empty();
        }
        Stream<String> own = Stream.of(
                        clients.subnets().stream().map(Object::toString),
                        clients.continents().stream().map(continent -> "continent " + continent),
                        clients.countries().stream().map(country -> "country " + country),
                        clients.subdivisions().stream(),
                        clients.asns().stream().map(asn -> "AS" + asn))
                .flatMap(each -> each);
        return Stream.concat(own, clients.regions().stream().flatMap(region -> each(region, whole)));
    }

    private void warn(int rule, int decides, Set<String> what) {
        findings.add(
                WarningCode.IN_TWO_RULES,
                () -> provenance.topology(rule),
                DidYouMean.listed(what) + (what.size() == 1 ? " is" : " are")
                        + " in an earlier rule, too, and that one wins ("
                        + provenance.topology(decides) + "): take " + (what.size() == 1 ? "it" : "them")
                        + " out of one of the two");
    }
}
