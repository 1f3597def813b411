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
import java.util.List;
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

    /**
     * What is to be said of a written name, or null: its own clash, or that of a name that exists because this one does. Costs little
     * where the name has no such form, as there may be a million.
     *
     * @param written in wire form
     * @param zone in which it lies
     */
    @Nullable
    String of(byte[] written, Zone zone) {
        ClusterNamePattern pattern = zone.clusterNames();
        if (pattern == null || places.isEmpty()) {
            return null;
        }
        int above = zone.name().text().isEmpty() ? 1 : zone.name().text().length() + 2;
        for (int label = 0; label < written.length - above; label += written[label] + 1) {
            int from = label + 1;
            int to = from + written[label];
            for (int at = pattern.next(written, from, to, -1); at >= 0; at = pattern.next(written, from, to, at)) {
                ClusterPlace place =
                        places.get(text(written, pattern.clusterFrom(from, at), pattern.clusterTo(to, at)));
                String first = text(written, pattern.labelFrom(from, at), pattern.labelTo(to, at));
                DomainName wideIp =
                        place == null ? null : below(first, Arrays.copyOfRange(written, to, written.length));
                if (place != null && wideIp != null && isThere(wideIp, place, zone)) {
                    return "'" + DomainName.ofWire(written) + "' leaves no room for the name of '" + wideIp + "' in '"
                            + place.label() + "': give it another name, or the zone other 'clusterNames'";
                }
            }
        }
        return null;
    }

    /**
     * The names that somebody has written where the wide IP's own would be: wide IPs, and names with addresses. Those that only exist
     * because of a name below them are not found.
     */
    List<DomainName> writtenFor(DomainName wideIp, Zone zone) {
        ClusterNamePattern pattern = zone.clusterNames();
        if (pattern == null) {
            return List.of();
        }
        return places.keySet().stream()
                .map(place -> pattern.of(wideIp, place))
                .filter(made -> made != null && isWritten(made, zone))
                .toList();
    }

    /** As {@link #of}, but null for what nobody has written. */
    @Nullable
    String ofWritten(DomainName name, Zone zone) {
        return isWritten(name, zone) ? of(name.wire(), zone) : null;
    }

    private boolean isWritten(DomainName name, Zone zone) {
        return catalog.wideIps().get(name) != null || zone.records().conflict(name, false) != null;
    }

    private static DomainName below(String label, byte[] parent) {
        String text = DomainName.ofWire(parent).text();
        return new DomainName(text.isEmpty() ? label : label + "." + text);
    }

    private boolean isThere(DomainName wideIp, ClusterPlace place, Zone zone) {
        WideIpSettings settings = catalog.wideIps().get(wideIp);
        return settings != null
                && settings.zone().equals(zone.name())
                && place.vip(Targets.members(settings.choices())) != null;
    }

    private static String text(byte[] wire, int from, int to) {
        return new String(wire, from, to - from, StandardCharsets.US_ASCII);
    }
}
