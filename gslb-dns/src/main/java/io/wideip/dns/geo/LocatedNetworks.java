package io.wideip.dns.geo;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the networks of a topology in the order of their addresses, each as wide as its location and its reason allow. Decided anew
 * from the rules and the databases, so nothing is held but where it stands. An address is given as two longs, an IPv4 one in the upper half
 * of the first. IPv4-mapped IPv6 addresses are told as IPv4 ones: networks of IPv6 addresses that hold them say nothing of them.
 */
final class LocatedNetworks implements Iterator<LocatedNetwork> {
    private static final int BITS = 128;

    private final Locator locator;
    private final List<GeoDatabase> databases;
    private final boolean ipv4;
    private final RangeMerge stretches;
    private final long endHigh;
    private final long endLow;
    /** Where the next network begins. */
    private long high;

    private long low;
    /** What holds from there to the last address before another one holds; null when all is told. */
    private @Nullable Reason reason;

    private long lastHigh;
    private long lastLow;

    /** Of which networks are put together: what databases say beside it may differ. */
    private record Reason(
            Location location,
            @Nullable Integer rule,
            @Nullable String country,
            @Nullable String continent) {}

    /**
     * Begins with the lowest address, or behind a network.
     *
     * @param maps the networks of rules, then those of each database
     * @param within the network to which all of them belong
     * @param after a part of it; null to begin at its begin
     */
    LocatedNetworks(
            Locator locator,
            List<GeoDatabase> databases,
            List<AddressMap> maps,
            Subnet within,
            @Nullable Subnet after) {
        this.locator = locator;
        this.databases = databases;
        ipv4 = within.ipv4();
        endHigh = topHigh(within);
        endLow = topLow(within);
        high = within.high();
        low = within.low();
        boolean none = false;
        if (after != null) {
            none = isLast(after);
            step(after);
        }
        stretches = new RangeMerge(maps, ipv4, high, low);
        if (!none) {
            takeReason();
        }
    }

    private boolean isLast(Subnet network) {
        return topHigh(network) == endHigh && topLow(network) == endLow;
    }

    /** To the address behind a network. */
    private void step(Subnet network) {
        low = topLow(network) + 1;
        high = low == 0 ? topHigh(network) + 1 : topHigh(network);
    }

    private static long topHigh(Subnet network) {
        return network.high() | hostBits(network.length());
    }

    private static long topLow(Subnet network) {
        return network.low() | hostBits(network.length() - Long.SIZE);
    }

    /** Those bits of a long that are behind its leading ones. */
    private static long hostBits(int leading) {
        return leading <= 0 ? -1 : leading >= Long.SIZE ? 0 : -1L >>> leading;
    }

    /** Goes on to the first stretch that has another reason, or that is out of the network. */
    private void takeReason() {
        Reason present = reason();
        reason = present;
        boolean more;
        do {
            more = stretches.next();
        } while (more && !isPastEnd() && reason().equals(present));
        if (!more || isPastEnd()) {
            lastHigh = endHigh;
            lastLow = endLow;
        } else {
            lastHigh = stretches.low() == 0 ? stretches.high() - 1 : stretches.high();
            lastLow = stretches.low() - 1;
        }
    }

    private boolean isPastEnd() {
        return isBelow(endHigh, endLow, stretches.high(), stretches.low());
    }

    private static boolean isBelow(long oneHigh, long oneLow, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(oneHigh, otherHigh);
        return order < 0 || order == 0 && Long.compareUnsigned(oneLow, otherLow) < 0;
    }

    private Reason reason() {
        GeoRecord record = GeoRecord.NOTHING;
        for (int database = 0; database < databases.size(); database++) {
            record = record.orElse(databases.get(database).records().get(stretches.value(database + 1)));
        }
        Subnet first = new Subnet(ipv4, stretches.high(), stretches.low(), ipv4 ? Integer.SIZE : BITS);
        LocatedClient client = locator.locate(locator.holding(first), record);
        return client.rule() == null
                ? new Reason(
                        client.location(), null, record.country(), record.country() == null ? record.continent() : null)
                : new Reason(client.location(), client.rule(), null, null);
    }

    @Override
    public boolean hasNext() {
        return reason != null;
    }

    @Override
    public LocatedNetwork next() {
        Reason present = reason;
        if (present == null) {
            throw new NoSuchElementException("the last network was given");
        }
        Subnet network = new Subnet(ipv4, high, low, length());
        step(network);
        if (isLast(network)) {
            reason = null;
        } else if (topHigh(network) == lastHigh && topLow(network) == lastLow) {
            takeReason();
        }
        return new LocatedNetwork(network, present.location, present.rule, present.country, present.continent);
    }

    /** Of the widest network that begins here and in which all has the same reason. */
    private int length() {
        int zeros = low == 0 ? Long.SIZE + Long.numberOfTrailingZeros(high) : Long.numberOfTrailingZeros(low);
        int length = BITS - zeros;
        while (isBelow(lastHigh, lastLow, high | hostBits(length), low | hostBits(length - Long.SIZE))) {
            length++;
        }
        return length;
    }
}
