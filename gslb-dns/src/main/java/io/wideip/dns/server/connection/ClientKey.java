package io.wideip.dns.server.connection;

import java.net.InetAddress;

/** What counts as one client: an IPv4 address, or an IPv6 /64, because one host may have every address in it. */
final class ClientKey {
    /** No source address of IPv6 begins like this (it is multicast), so IPv4 gets it. */
    private static final long IPV4 = 0xFF00_0000_0000_0000L;

    private ClientKey() {}

    static long of(InetAddress address) {
        byte[] octets = address.getAddress();
        long key = 0;
        for (int i = 0; i < Math.min(octets.length, 8); i++) {
            key = key << 8 | octets[i] & 0xff;
        }
        return octets.length == 4 ? IPV4 | key : key;
    }
}
