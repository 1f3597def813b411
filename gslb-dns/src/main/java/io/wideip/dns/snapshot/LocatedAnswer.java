package io.wideip.dns.snapshot;

import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Query;

/** By the client's location. */
final class LocatedAnswer extends Answer {
    private final Answer[] byLocation;
    private final LocationTable table;

    LocatedAnswer(Answer[] byLocation, LocationTable table) {
        this.byLocation = byLocation;
        this.table = table;
    }

    /** Not to be changed. */
    Answer[] byLocation() {
        return byLocation;
    }

    LocationTable table() {
        return table;
    }

    @Override
    Reply pick(Query query, Chance chance, long turn) {
        ClientSubnet client = query.client();
        long found = table.find(client.isIpv4(), client.high(), client.low());
        query.narrow(LocationTable.scope(found));
        return byLocation[LocationTable.location(found)].pick(query, chance, turn);
    }
}
