package io.wideip.dns.snapshot;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** How a member is reached: by addresses of one of the two families, or by a host name, which serves both. */
enum Family {
    IPV4("IPv4"),
    IPV6("IPv6"),
    HOST_NAME("host name");

    private final String shown;

    Family(String shown) {
        this.shown = shown;
    }

    /** @param address null for a host name */
    static Family of(@Nullable InetAddress address) {
        if (address == null) {
            return HOST_NAME;
        }
        return address.getAddress().length == 4 ? IPV4 : IPV6;
    }

    @Override
    public String toString() {
        return shown;
    }
}
