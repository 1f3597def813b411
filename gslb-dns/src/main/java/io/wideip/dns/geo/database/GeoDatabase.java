package io.wideip.dns.geo.database;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.Prefixes;
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

    /** The widest network round an address of which it says the same; an IPv4-mapped IPv6 address has to be given as IPv4. */
    public Subnet network(boolean ipv4, long high, long low) {
        int length = networks.networkLength(ipv4, networks.find(ipv4, high, low), high, low);
        return Prefixes.network(ipv4, high, low, length);
    }

    @Override
    public String toString() {
        return file + " (" + type + " of " + built + ")";
    }
}
