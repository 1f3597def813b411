package io.wideip.dns.geo;

import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is, and why.
 *
 * @param rule the number of the topology's rule that decides, from 0; null where none does
 * @param network by which the rule holds the client; null where it is by what a database says
 * @param record what the databases say of the address
 * @param position from which the distances are; null where a preference or nothing decides
 * @param distances the nearest first
 * @param scope leading bits of the address that all clients of the network share in which this holds
 */
public record LocatedClient(
        @Nullable Integer rule,
        @Nullable Subnet network,
        GeoRecord record,
        @Nullable Position position,
        List<Distance> distances,
        Location location,
        int scope) {
    LocatedClient in(int bits) {
        return new LocatedClient(rule, network, record, position, distances, location, bits);
    }
}
