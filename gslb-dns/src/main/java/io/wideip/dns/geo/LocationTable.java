package io.wideip.dns.geo;

import io.wideip.dns.address.AddressMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a client's address to its location, with the network round it in which that holds: the scope of the answer (RFC 7871 section
 * 7.2.1). This network is the widest that holds no client of another location. IPv4-mapped IPv6 addresses count as IPv4. Immutable;
 * reads without allocation.
 */
public final class LocationTable {
    /** In place of a location where the IPv4 ones decide. */
    static final int MAPPED = -1;

    private static final boolean[] FAMILIES = {true, false};

    private final AddressMap map;

    LocationTable(AddressMap map) {
        this.map = map;
    }

    /**
     * Finds a client's location.
     *
     * @param high the address's leading 64 bits; an IPv4 address is in the upper half
     * @param low the last 64 bits of an IPv6 address
     * @return to be read by {@link #location} and {@link #scope}
     */
    public long find(boolean ipv4, long high, long low) {
        int range = map.find(ipv4, high, low);
        int location = map.value(ipv4, range);
        return location == MAPPED
                ? ipv4(low << 32) + ((long) AddressMap.MAPPED_BITS << 32)
                : pair(map.networkLength(ipv4, range, high, low), location);
    }

    private long ipv4(long high) {
        int range = map.find(true, high, 0);
        return pair(map.networkLength(true, range, high, 0), map.value(true, range));
    }

    private static long pair(int scope, int location) {
        return (long) scope << 32 | location;
    }

    /** The location's number in {@link Topology#locations}. */
    public static int location(long found) {
        return (int) found;
    }

    /** Leading bits, 0 to 32 or 128, that all clients of the network share. */
    public static int scope(long found) {
        return (int) (found >>> 32);
    }

    /** An address of each location that has any. */
    public Map<Integer, InetAddress> examples() {
        Map<Integer, InetAddress> examples = new LinkedHashMap<>();
        for (boolean ipv4 : FAMILIES) {
            for (int range = 0; range < map.ranges(ipv4); range++) {
                int location = map.value(ipv4, range);
                if (location != MAPPED && !examples.containsKey(location)) {
                    examples.put(location, map.first(ipv4, range));
                }
            }
        }
        return examples;
    }

    /** An address of each family for each pair of locations that some client has in this table and in another one. */
    public List<InetAddress> examples(LocationTable other) {
        List<InetAddress> examples = new ArrayList<>();
        for (boolean ipv4 : FAMILIES) {
            PairNumbers pairs = new PairNumbers();
            RangeMerge merge = new RangeMerge(List.of(map, other.map), ipv4);
            do {
                int known = pairs.count();
                boolean mapped = merge.value(0) == MAPPED || merge.value(1) == MAPPED;
                if (!mapped && pairs.of(merge.value(0), merge.value(1)) == known) {
                    examples.add(merge.address());
                }
            } while (merge.next());
        }
        return examples;
    }

    /** How many ranges there are, of both families. */
    public int ranges() {
        return map.ranges(true) + map.ranges(false);
    }

    /** Octets that it holds. */
    public long size() {
        return map.size();
    }
}
