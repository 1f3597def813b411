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
        Subnet plain = plain(prefix);
        (plain.ipv4() ? ipv4 : ipv6).add(plain.high(), plain.low(), plain.length(), value);
    }

    /** The map from an address to the value of the longest prefix that holds it, or to 0. */
    public AddressMap map() {
        AddressMapWriter writer = new AddressMapWriter();
        ipv4.forEach((high, low, value) -> writer.ipv4((int) (high >>> 32), value));
        ipv6.forEach(writer::ipv6);
        return writer.map();
    }

    /** A subnet of IPv4-mapped addresses as the IPv4 one that it stands for; any other as it is. */
    public static Subnet plain(Subnet subnet) {
        return !subnet.ipv4()
                        && subnet.length() >= AddressMap.MAPPED_BITS
                        && AddressMap.isMapped(subnet.high(), subnet.low())
                ? new Subnet(true, subnet.low() << 32, 0, subnet.length() - AddressMap.MAPPED_BITS)
                : subnet;
    }
}
