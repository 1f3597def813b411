package io.wideip.config.catalog;

import io.wideip.config.Catalog;
import io.wideip.config.ClusterNamePattern;
import io.wideip.config.ClusterPlace;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.Zone;
import io.wideip.config.standing.Targets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names that somebody has written where a cluster-specific name would be made. What is written is what is answered. */
final class ClusterNameClashes {
    private final Catalog catalog;
    private final Map<String, ClusterPlace> places = new HashMap<>();

    ClusterNameClashes(Catalog catalog) {
        this.catalog = catalog;
        ClusterPlace.of(catalog).forEach(place -> places.put(place.label(), place));
    }

    /** What is to be said of a written name, or null: its own clash, or that of a name that exists because this one does. */
    @Nullable
    String of(DomainName written, Zone zone) {
        ClusterNamePattern pattern = zone.clusterNames();
        if (pattern == null || places.isEmpty()) {
            return null;
        }
        byte[] wire = written.wire();
        int apex = wire.length - zone.name().wire().length;
        for (int at = 0; at < apex; at += wire[at] + 1) {
            String clash = clash(written, wire, at, pattern, zone);
            if (clash != null) {
                return clash;
            }
        }
        return null;
    }

    private @Nullable String clash(DomainName written, byte[] wire, int label, ClusterNamePattern pattern, Zone zone) {
        int from = label + 1;
        int to = from + wire[label];
        String parent =
                DomainName.ofWire(Arrays.copyOfRange(wire, to, wire.length)).text();
        for (int at = pattern.next(wire, from, to, -1); at >= 0; at = pattern.next(wire, from, to, at)) {
            ClusterPlace place = places.get(text(wire, pattern.clusterFrom(from, at), pattern.clusterTo(to, at)));
            String first = text(wire, pattern.labelFrom(from, at), pattern.labelTo(to, at));
            DomainName wideIp = new DomainName(parent.isEmpty() ? first : first + "." + parent);
            WideIpSettings settings = place == null || wideIp.equals(zone.name())
                    ? null
                    : catalog.wideIps().get(wideIp);
            if (settings != null
                    && place != null
                    && settings.zone().equals(zone.name())
                    && place.vip(Targets.members(settings.choices())) != null) {
                return "'" + written + "' leaves no room for the name of '" + wideIp + "' in '" + place.label()
                        + "': give it another name, or the zone other 'clusterNames'";
            }
        }
        return null;
    }

    private static String text(byte[] wire, int from, int to) {
        return new String(wire, from, to - from, StandardCharsets.US_ASCII);
    }
}
