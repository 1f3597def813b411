package io.wideip.app.admin;

import java.net.InetSocketAddress;

/** An address with a port, as people write it. */
public final class Endpoint {
    private Endpoint() {}

    /** {@code 127.0.0.1:53} or {@code [::1]:53}. */
    public static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
