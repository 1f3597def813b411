package io.wideip.dns.geo;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import java.net.InetAddress;
import java.util.List;

/** Goes through several maps at once, from the lowest address of a family to the highest: from border to border of any of them. */
final class RangeMerge {
    private final List<AddressMap> maps;
    private final boolean ipv4;
    private final int[] ranges;
    private long high;
    private long low;

    /** Begins at the lowest address. */
    RangeMerge(List<AddressMap> maps, boolean ipv4) {
        this(maps, ipv4, 0, 0);
    }

    /** Begins at this address, which may lie inside a stretch. */
    RangeMerge(List<AddressMap> maps, boolean ipv4, long high, long low) {
        this.maps = maps;
        this.ipv4 = ipv4;
        this.high = high;
        this.low = low;
        ranges = maps.stream().mapToInt(map -> map.find(ipv4, high, low)).toArray();
    }

    /** The leading 64 bits of the address where this stretch begins. */
    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Where this stretch begins. */
    InetAddress address() {
        return new Subnet(ipv4, high, low, ipv4 ? 32 : 128).address();
    }

    /** The number that a map has for this stretch. */
    int value(int map) {
        return maps.get(map).value(ipv4, ranges[map]);
    }

    /** Goes on to where the next stretch begins; false at the end of the space. */
    boolean next() {
        long nextHigh = 0;
        long nextLow = 0;
        boolean found = false;
        for (int map = 0; map < ranges.length; map++) {
            AddressMap each = maps.get(map);
            if (ranges[map] + 1 < each.ranges(ipv4)) {
                long startHigh = each.startHigh(ipv4, ranges[map] + 1);
                long startLow = each.startLow(ipv4, ranges[map] + 1);
                if (!found || isBelow(startHigh, startLow, nextHigh, nextLow)) {
                    nextHigh = startHigh;
                    nextLow = startLow;
                    found = true;
                }
            }
        }
        if (!found) {
            return false;
        }
        high = nextHigh;
        low = nextLow;
        for (int map = 0; map < ranges.length; map++) {
            AddressMap each = maps.get(map);
            int following = ranges[map] + 1;
            if (following < each.ranges(ipv4)
                    && each.startHigh(ipv4, following) == high
                    && each.startLow(ipv4, following) == low) {
                ranges[map] = following;
            }
        }
        return true;
    }

    private static boolean isBelow(long oneHigh, long oneLow, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(oneHigh, otherHigh);
        return order < 0 || order == 0 && Long.compareUnsigned(oneLow, otherLow) < 0;
    }
}
