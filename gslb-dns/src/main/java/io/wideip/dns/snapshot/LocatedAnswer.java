package io.wideip.dns.snapshot;

import io.wideip.dns.geo.LocationMap;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Query;

/** By the client's location. */
final class LocatedAnswer extends Answer {
    private final Answer[] byLocation;
    private final LocationMap map;

    LocatedAnswer(Answer[] byLocation, LocationMap map) {
        this.byLocation = byLocation;
        this.map = map;
    }

    /** Not to be changed. */
    Answer[] byLocation() {
        return byLocation;
    }

    LocationMap map() {
        return map;
    }

    @Override
    Reply pick(Query query, Chance chance, long turn) {
        ClientSubnet client = query.client();
        int location;
        if (client.isIpv4()) {
            int index = map.find4((int) (client.high() >>> 32));
            query.narrow(map.scope4(index));
            location = map.location4(index);
        } else {
            int index = map.find6(client.high(), client.low());
            query.narrow(map.scope6(index));
            location = map.location6(index);
        }
        return byLocation[location].pick(query, chance, turn);
    }
}
