package io.wideip.config.yaml;

import io.wideip.config.ClaimRule;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.catalog.ClusterDefinition;
import io.wideip.config.section.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An item of {@code routes.allow}. */
final class ClaimRuleReader {
    private static final String NAMESPACE = "{namespace}";
    private static final Pattern NAMES = Pattern.compile("[a-z0-9*_-]+(\\.[a-z0-9*_-]+)*");

    private final Zones zones;
    private final Names<ClusterDefinition> clusters;

    ClaimRuleReader(Zones zones, Names<ClusterDefinition> clusters) {
        this.zones = zones;
        this.clusters = clusters;
    }

    @Nullable
    ClaimRule read(YamlSection section) {
        DomainName zone = zone(section);
        List<String> names = names(section, zone);
        List<Glob> namespaces = Globs.ofNamespaces(section);
        String selector = Selectors.read(section, "namespaceSelector");
        if (section.has("namespaces") && section.has("namespaceSelector")) {
            section.problem(
                    "namespaceSelector",
                    "both 'namespaces' and 'namespaceSelector': a rule has one of the two, make two rules of it");
        }
        List<String> of = clusters.findAll(section, "clusters");
        boolean wildcards = section.flag("wildcards", false);
        return zone == null ? null : new ClaimRule(zone, names, namespaces, selector, of, wildcards);
    }

    private @Nullable DomainName zone(YamlSection section) {
        if (!section.has("zone")) {
            section.missing("zone", "no 'zone\' in the rule: name the zone in which Routes may claim names");
            return null;
        }
        DomainName zone = section.domainName("zone", null);
        if (zone == null || zones.isDeclared(zone)) {
            return zone;
        }
        section.reading()
                .unknownName(
                        "zones",
                        section.place("zone"),
                        () -> "the zone '" + zone + "' is not configured: " + zones.listed());
        return null;
    }

    private static List<String> names(YamlSection section, @Nullable DomainName zone) {
        List<String> names = new ArrayList<>();
        Names.Once once = new Names.Once("pattern");
        for (Value item : Globs.nonEmpty(section, "names")) {
            String written = item.text();
            String text = written == null ? null : written.toLowerCase(Locale.ROOT);
            if (text == null) {
                continue;
            }
            String fault = fault(text, zone);
            if (fault != null) {
                item.problem("'" + DidYouMean.shortened(text) + "' " + fault);
            } else if (once.isFirst(text, item)) {
                names.add(text);
            }
        }
        return List.copyOf(names);
    }

    /** What is wrong with a pattern of names, or null. */
    private static @Nullable String fault(String text, @Nullable DomainName zone) {
        if (!NAMES.matcher(text.replace(NAMESPACE, "x")).matches()) {
            return "matches no name: write letters, digits, '-', '_', '.', '*' and " + NAMESPACE + ", such as *."
                    + NAMESPACE + ".apps.example.com";
        }
        // What the pattern leaves no choice about must be the end of a name in the zone, or be within such an end.
        String end = text.substring(Math.max(text.lastIndexOf('*'), text.lastIndexOf('}')) + 1);
        if (zone != null && !zone.text().isEmpty()) {
            String below = "." + zone.text();
            if (!end.endsWith(below) && !below.endsWith(end) && !end.equals(zone.text())) {
                return "matches no name in the zone '" + zone + "': let it end in '" + below + "'";
            }
        }
        return null;
    }
}
