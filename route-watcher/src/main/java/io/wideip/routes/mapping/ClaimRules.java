package io.wideip.routes.mapping;

import io.wideip.config.ClaimRule;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.LabelSelector;
import io.wideip.config.Zone;
import io.wideip.config.section.DidYouMean;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which Routes may claim which names: the items of {@code routes.allow}. */
final class ClaimRules {
    private static final String NAMESPACE = "{namespace}";
    /** RFC 1123. Anything else could be a pattern, where it stands for {@link #NAMESPACE}. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final List<Rule> rules;

    ClaimRules(List<ClaimRule> rules) {
        this.rules = rules.stream().map(Rule::of).toList();
    }

    /** @param selector null where the rule has none */
    private record Rule(ClaimRule rule, @Nullable LabelSelector selector) {
        static Rule of(ClaimRule rule) {
            return new Rule(
                    rule, rule.namespaceSelector() == null ? null : LabelSelector.parse(rule.namespaceSelector()));
        }

        boolean isFor(KnownRoute route, Zone zone) {
            RouteKey key = route.route().key();
            return rule.zone().equals(zone.name())
                    && (rule.clusters().isEmpty() || rule.clusters().contains(key.cluster()))
                    && (rule.namespaces().isEmpty()
                            || rule.namespaces().stream().anyMatch(glob -> glob.matches(key.namespace())))
                    && (selector == null || selector.matches(route.namespaceLabels()));
        }

        List<String> names(String namespace) {
            return rule.names().stream()
                    .map(name -> name.replace(NAMESPACE, namespace))
                    .toList();
        }

        boolean allows(DomainName name, String namespace) {
            return rule.names().isEmpty()
                    || names(namespace).stream().anyMatch(glob -> new Glob(glob).matches(name.text()));
        }
    }

    /**
     * Why the Route may not claim the name, and the mend; null where it may.
     *
     * @param zone in which the name lies
     */
    @Nullable
    String refusal(KnownRoute route, DomainName name, Zone zone) {
        String namespace = route.route().key().namespace();
        List<Rule> own = LABEL.matcher(namespace).matches()
                ? rules.stream().filter(rule -> rule.isFor(route, zone)).toList()
                : List.of();
        List<Rule> allowing =
                own.stream().filter(rule -> rule.allows(name, namespace)).toList();
        if (allowing.stream().anyMatch(rule -> !name.isWildcard() || rule.rule.wildcards())) {
            return null;
        }
        String who = "the namespace '" + namespace + "' in the cluster '"
                + route.route().key().cluster() + "'";
        if (!allowing.isEmpty()) {
            return "'" + name + "': " + who + " may claim no wildcards: ask whoever configures 'routes.allow'";
        }
        List<String> names = new ArrayList<>();
        own.forEach(rule -> names.addAll(rule.names(namespace)));
        return "'" + name + "': " + who
                + (names.isEmpty()
                        ? " may claim no name in the zone '" + zone.name() + "': ask whoever configures 'routes.allow'"
                        : " may claim "
                                + DidYouMean.listed(names.stream().distinct().toList())
                                + ": take such a name, or ask whoever configures 'routes.allow'");
    }
}
