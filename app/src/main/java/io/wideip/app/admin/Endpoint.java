package io.wideip.app.admin;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/** An address with a port, as people write it. */
public final class Endpoint {
    private Endpoint() {}

    /** {@code 127.0.0.1:53} or {@code [::1]:53} (RFC 5952). */
    public static String text(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }
}
