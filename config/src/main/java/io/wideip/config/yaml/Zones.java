package io.wideip.config.yaml;

import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.config.catalog.Defined;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Place;
import io.wideip.config.section.Vocabulary;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code zones}, and which zone a name lies in. */
final class Zones {
    private final Map<DomainName, Place> declared = new LinkedHashMap<>();
    private final Map<DomainName, Defined<Zone>> zones = new LinkedHashMap<>();
    private final Map<String, DomainName> byText = new HashMap<>();

    private Zones() {}

    static Zones read(YamlSection section, Vocabulary.Records records) {
        Zones zones = new Zones();
        ZoneReader reader = new ZoneReader(records);
        section.entries().forEach((written, value) -> zones.add(written, value, reader));
        zones.reportConflicts(section.reading().problems());
        return zones;
    }

    /** A zone's records may leave no place for another zone below it. */
    private void reportConflicts(Problems problems) {
        for (DomainName name : zones.keySet()) {
            int dot = name.text().indexOf('.');
            DomainName holding =
                    dot < 0 ? null : holding(new DomainName(name.text().substring(dot + 1)));
            Zone enclosing = holding == null ? null : get(holding);
            String conflict = enclosing == null ? null : enclosing.records().conflict(name);
            Place place = declared.get(name);
            if (conflict != null && place != null) {
                problems.add(place, conflict);
            }
        }
    }

    private void add(String written, Value value, ZoneReader reader) {
        Problems problems = value.reading().problems();
        DomainName name = Scalars.domainName(value.reading(), value.owner(), written);
        YamlSection section = value.section();
        if (name == null) {
            // Its wide IPs would seem to be outside all zones.
            value.reading().markIncomplete();
            if (section != null) {
                section.tolerateUnknownKeys();
            }
            return;
        }
        if (name.text().isEmpty() || name.text().contains("*")) {
            problems.add(
                    value.owner(), "'" + written + "' is no zone: write the name that is delegated to this server");
        }
        Place before = declared.putIfAbsent(name, value.owner());
        if (before != null) {
            problems.add(value.owner(), "the zone '" + name + "' is given twice: keep one, the other is at " + before);
        }
        byText.put(name.text(), name);
        Zone zone = section == null ? null : reader.read(name, section);
        if (section != null && zone != null) {
            zones.putIfAbsent(name, Written.of(zone, section));
        }
    }

    Map<DomainName, Defined<Zone>> values() {
        return Collections.unmodifiableMap(zones);
    }

    /** Whether there is such a zone, though it may have problems. */
    boolean isDeclared(DomainName name) {
        return declared.containsKey(name);
    }

    /** For the one whose name is outside them: the name that was meant, where that can be told. */
    String mend(DomainName name) {
        if (!declared.isEmpty() && !name.text().contains(".")) {
            DomainName zone = declared.keySet().iterator().next();
            return "write the full name, such as " + name + "." + zone;
        }
        for (int dot = name.text().indexOf('.'); dot > 0; dot = name.text().indexOf('.', dot + 1)) {
            String below = name.text().substring(dot + 1);
            String near = DidYouMean.nearest(
                    below,
                    byText.keySet().stream()
                            .filter(zone -> labels(zone) == labels(below))
                            .toList());
            if (near != null) {
                return "did you mean '" + name.text().substring(0, dot) + "." + near + "'?";
            }
        }
        return listed();
    }

    private static long labels(String name) {
        return name.chars().filter(c -> c == '.').count();
    }

    /** Which zones there are. */
    String listed() {
        List<String> names =
                declared.keySet().stream().map(DomainName::toString).toList();
        return names.isEmpty()
                ? "there is none, give one in 'zones'"
                : (names.size() == 1 ? "the zone is " : "the zones are ") + DidYouMean.listed(names);
    }

    /** The longest zone that holds the name, or null; costs one look-up for each label. */
    @Nullable
    DomainName holding(DomainName name) {
        String text = name.text();
        while (true) {
            DomainName zone = byText.get(text);
            if (zone != null || text.isEmpty()) {
                return zone;
            }
            int dot = text.indexOf('.');
            text = dot < 0 ? "" : text.substring(dot + 1);
        }
    }

    /** Null for a zone with problems. */
    @Nullable
    Zone get(DomainName name) {
        Defined<Zone> zone = zones.get(name);
        return zone == null ? null : zone.definition();
    }
}
