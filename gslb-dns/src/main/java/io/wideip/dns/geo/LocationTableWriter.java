package io.wideip.dns.geo;

import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.AddressMapWriter;

/**
 * Takes the ranges of both families in ascending order, IPv4 first, and leaves IPv4-mapped addresses to the IPv4 ones. Used once.
 */
final class LocationTableWriter {
    private static final long MAPPED_FIRST = 0xffff_0000_0000L;
    private static final long BEHIND_MAPPED = 0x1_0000_0000_0000L;

    private final AddressMapWriter writer = new AddressMapWriter();
    private int first4;
    private boolean uniform4 = true;
    private int last6;
    private boolean pastMapped;

    void ipv4(int start, int location) {
        if (start == 0) {
            first4 = location;
        }
        uniform4 &= location == first4;
        writer.ipv4(start, location);
    }

    void ipv6(long high, long low, int location) {
        if (!pastMapped && (high != 0 || Long.compareUnsigned(low, BEHIND_MAPPED) >= 0)) {
            passMapped();
        }
        if (!AddressMap.isMapped(high, low)) {
            writer.ipv6(high, low, location);
        }
        last6 = location;
    }

    /** Where all is one location anyway, a border would make scopes longer than need be. */
    private void passMapped() {
        pastMapped = true;
        if (!uniform4 || first4 != last6) {
            writer.ipv6(0, MAPPED_FIRST, LocationTable.MAPPED);
        }
        writer.ipv6(0, BEHIND_MAPPED, last6);
    }

    LocationTable table() {
        if (!pastMapped) {
            passMapped();
        }
        return new LocationTable(writer.map());
    }
}
