package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.Vip;
import io.wideip.config.Zone;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.DidYouMean;
import io.wideip.routes.annotation.RouteProblem.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which names the YAML leaves to Routes. */
final class FreeNames {
    private final Merged yaml;
    private final Map<String, Zone> zones = new HashMap<>();

    FreeNames(Merged yaml) {
        this.yaml = yaml;
        yaml.catalog().zones().forEach((name, zone) -> zones.put(name.text(), zone));
    }

    /** Why nobody gets a name, and the mend. */
    record Refusal(Reason reason, String what) {}

    /** The longest zone that holds the name; null where none does. */
    @Nullable
    Zone zoneHolding(DomainName name) {
        String text = name.text();
        while (true) {
            Zone zone = zones.get(text);
            if (zone != null || text.isEmpty()) {
                return zone;
            }
            text = text.substring(text.indexOf('.') < 0 ? text.length() : text.indexOf('.') + 1);
        }
    }

    String outsideZones(DomainName name) {
        List<String> names = zones.keySet().stream().sorted().toList();
        return "'" + name + "' is outside all zones: "
                + (names.isEmpty() ? "there is none" : "take a name in " + DidYouMean.listed(names));
    }

    /** Null where a Route can have the name. */
    @Nullable
    Refusal refusal(DomainName name, Zone zone) {
        if (yaml.parts().get(0).wideIps().get(name.wire()) != null) {
            return new Refusal(Reason.NAME_TAKEN, "'" + name + "' is a wide IP of the YAML: take another name");
        }
        if (name.equals(zone.name())) {
            return new Refusal(Reason.NAME_NOT_ALLOWED, "'" + name + "' is the zone itself: take a name below it");
        }
        if (zone.nameservers().containsKey(name)) {
            return new Refusal(
                    Reason.NAME_NOT_ALLOWED, "'" + name + "' is a name server of its zone: take another name");
        }
        String conflict = zone.records().conflict(name, false);
        return conflict == null ? null : new Refusal(Reason.NAME_NOT_ALLOWED, conflict);
    }

    /** Why the name can't be answered by this VIP; null where it can. */
    @Nullable
    String conflict(DomainName name, Zone zone, Vip vip) {
        if (vip.hostname() == null) {
            return null;
        }
        return name.equals(vip.hostname())
                ? "'" + name + "' would be an alias of itself: the VIP '" + vip.name() + "' has this host name"
                : zone.records().conflict(name, true);
    }
}
