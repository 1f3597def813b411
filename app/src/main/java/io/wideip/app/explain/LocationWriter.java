package io.wideip.app.explain;

import io.wideip.app.api.ExplanationReport.DistanceReport;
import io.wideip.app.api.ExplanationReport.GeoRecordReport;
import io.wideip.app.api.ExplanationReport.LocationReport;
import io.wideip.app.api.LocatedNetworkReport;
import io.wideip.config.AddressText;
import io.wideip.config.Position;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Provenance;
import io.wideip.dns.explain.ClientLocation;
import io.wideip.dns.geo.Distance;
import io.wideip.dns.geo.LocatedClient;
import io.wideip.dns.geo.LocatedNetwork;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds to where clients are where that is written. */
final class LocationWriter {
    private final Provenance provenance;

    LocationWriter(Provenance provenance) {
        this.provenance = provenance;
    }

    LocationReport write(ClientLocation location) {
        LocatedClient located = location.located();
        return new LocationReport(
                AddressText.of(location.example()),
                location.order(),
                place(location.rule()),
                located.network() == null ? null : located.network().toString(),
                record(located.record()),
                distances(located.distances()));
    }

    LocatedNetworkReport write(LocatedNetwork located) {
        return new LocatedNetworkReport(
                located.network().toString(),
                located.location().order(),
                located.location().ties(),
                new TreeMap<>(located.location().weights()),
                place(located.rule()),
                located.country(),
                located.continent());
    }

    /** Where a rule of the topology stands. */
    private @Nullable String place(@Nullable Integer rule) {
        Origin origin = rule == null ? null : provenance.topology(rule);
        return origin == null ? null : origin.toString();
    }

    static @Nullable GeoRecordReport record(GeoRecord record) {
        if (record.equals(GeoRecord.NOTHING)) {
            return null;
        }
        Position position = record.position();
        return new GeoRecordReport(
                record.continent(),
                record.country(),
                record.subdivisions(),
                record.asn() == 0 ? null : record.asn(),
                position == null ? null : position.latitude(),
                position == null ? null : position.longitude(),
                record.middle());
    }

    static List<DistanceReport> distances(List<Distance> distances) {
        return distances.stream()
                .map(each -> new DistanceReport(each.datacenter(), Math.round(each.kilometres())))
                .toList();
    }
}
