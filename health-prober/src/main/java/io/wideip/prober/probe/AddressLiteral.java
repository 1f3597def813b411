package io.wideip.prober.probe;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. */
final class AddressLiteral {
    private AddressLiteral() {}

    static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    /** Null for a text that is a host name. */
    static @Nullable InetAddress parse(String text) {
        if (!isAddress(text)) {
            return null;
        }
        try {
            // Looks nothing up, and keeps the scope of a link-local address, which NetUtil would drop.
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            // A scope that this machine has not.
            return null;
        }
    }
}
