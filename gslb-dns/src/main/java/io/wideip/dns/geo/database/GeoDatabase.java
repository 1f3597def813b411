package io.wideip.dns.geo.database;

import io.wideip.dns.address.AddressMap;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A database as it was when it was read. Immutable; the file is not needed any more.
 *
 * @param type what it calls itself, such as GeoLite2-Country
 * @param built when it was made
 * @param networks from addresses to the numbers of their records
 * @param records by their numbers; the first is {@link GeoRecord#NOTHING}
 */
public record GeoDatabase(Path file, String type, Instant built, AddressMap networks, List<GeoRecord> records) {
    /** What it says of an address; an IPv4-mapped IPv6 address counts as IPv4. */
    public GeoRecord find(boolean ipv4, long high, long low) {
        return records.get(networks.value(ipv4, high, low));
    }

    @Override
    public String toString() {
        return file + " (" + type + " of " + built + ")";
    }
}
