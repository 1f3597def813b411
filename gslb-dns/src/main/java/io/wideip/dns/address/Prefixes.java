package io.wideip.dns.address;

import io.wideip.config.Subnet;

/** Gathers prefixes of both families, each with a value of 0 or more; of equal prefixes the last counts. Not thread-safe. */
public final class Prefixes {
    private final PrefixTree ipv4 = new PrefixTree();
    private final PrefixTree ipv6 = new PrefixTree();

    /**
     * Adds a prefix. What lies in ::ffff:0:0/96 counts as IPv4: the JDK turns such an address into an IPv4
     * one, so no client would ever match it.
     */
    public void add(Subnet prefix, int value) {
        Subnet plain = prefix.plain();
        (plain.ipv4() ? ipv4 : ipv6).add(plain.high(), plain.low(), plain.length(), value);
    }

    /** The map from an address to the value of the longest prefix that holds it, or to 0. */
    public AddressMap map() {
        AddressMapWriter writer = new AddressMapWriter();
        ipv4.forEach((high, low, value) -> writer.ipv4((int) (high >>> 32), value));
        ipv6.forEach(writer::ipv6);
        return writer.map();
    }

    /** The network of so many leading bits that holds an address. */
    public static Subnet network(boolean ipv4, long high, long low, int length) {
        long networkHigh = length == 0 ? 0 : length < Long.SIZE ? high & -1L << Long.SIZE - length : high;
        long networkLow = length <= Long.SIZE ? 0 : low & -1L << 2 * Long.SIZE - length;
        return new Subnet(ipv4, networkHigh, networkLow, length);
    }

    /** The other half of the next wider network; of one that is not the whole space. */
    public static Subnet sibling(Subnet half) {
        int bit = half.length() - 1;
        return bit < Long.SIZE
                ? new Subnet(half.ipv4(), half.high() ^ Long.MIN_VALUE >>> bit, half.low(), half.length())
                : new Subnet(half.ipv4(), half.high(), half.low() ^ Long.MIN_VALUE >>> bit - Long.SIZE, half.length());
    }
}
