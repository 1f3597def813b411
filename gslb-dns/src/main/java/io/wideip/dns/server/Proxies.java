package io.wideip.dns.server;

import inet.ipaddr.IPAddress;
import java.net.InetAddress;
import java.util.List;

/** The load balancers that a listener serves; immutable. */
final class Proxies {
    private final byte[][] prefixes;
    private final int[] lengths;

    Proxies(List<IPAddress> subnets) {
        prefixes = subnets.stream().map(each -> each.getLower().getBytes()).toArray(byte[][]::new);
        lengths = subnets.stream()
                .mapToInt(each -> each.isPrefixed() ? each.getNetworkPrefixLength() : each.getBitCount())
                .toArray();
    }

    /** True where clients come by themselves, without a PROXY header. */
    boolean isEmpty() {
        return prefixes.length == 0;
    }

    boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        for (int i = 0; i < prefixes.length; i++) {
            if (prefixes[i].length == octets.length && agree(octets, prefixes[i], lengths[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean agree(byte[] octets, byte[] prefix, int bits) {
        for (int at = 0; at * 8 < bits; at++) {
            int mask = 0xff00 >>> Math.min(8, bits - at * 8);
            if (((octets[at] ^ prefix[at]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
