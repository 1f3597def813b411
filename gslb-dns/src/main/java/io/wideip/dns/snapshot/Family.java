package io.wideip.dns.snapshot;

import java.net.InetAddress;

/** One of the two kinds of addresses. */
enum Family {
    IPV4("IPv4", 4),
    IPV6("IPv6", 16);

    private final String shown;
    private final int octets;

    Family(String shown, int octets) {
        this.shown = shown;
        this.octets = octets;
    }

    boolean has(InetAddress address) {
        return address.getAddress().length == octets;
    }

    @Override
    public String toString() {
        return shown;
    }
}
