package io.wideip.config;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One address at which DNS is served.
 *
 * @param address port 0 takes a free one
 * @param path at which HTTPS answers; of no meaning to the others
 * @param allow who is answered; empty for everyone whom {@code deny} does not name
 * @param deny who is refused; of both lists the longest prefix that holds the client decides, and of equal ones this list's
 * @param proxies load balancers that put a PROXY header (version 2) in front of what they pass on, and the only clients; empty
 *     where clients come by themselves
 * @param isDefault whether it is there because no address is written: where this machine does not have its address, the server does
 *     without it
 */
public record Listener(
        InetSocketAddress address,
        Transport transport,
        String path,
        List<Subnet> allow,
        List<Subnet> deny,
        List<Subnet> proxies,
        boolean isDefault) {
    public static final String DEFAULT_PATH = "/dns-query";

    /** How messages are carried. */
    public enum Transport {
        /** UDP and TCP (RFC 1035, RFC 7766). */
        PLAIN,
        /** DNS over TLS (RFC 7858). */
        TLS,
        /** DNS over HTTPS (RFC 8484). */
        HTTPS
    }

    /** One that is written. */
    public Listener(
            InetSocketAddress address,
            Transport transport,
            String path,
            List<Subnet> allow,
            List<Subnet> deny,
            List<Subnet> proxies) {
        this(address, transport, path, allow, deny, proxies, false);
    }

    /** Whether it needs a certificate. */
    public boolean isEncrypted() {
        return transport != Transport.PLAIN;
    }

    /** UDP and TCP for everyone, where no address is written. */
    public static Listener ofDefault(InetSocketAddress address) {
        return new Listener(address, Transport.PLAIN, DEFAULT_PATH, List.of(), List.of(), List.of(), true);
    }

    /** UDP and TCP for everyone. */
    public static Listener plain(InetSocketAddress address) {
        return new Listener(address, Transport.PLAIN, DEFAULT_PATH, List.of(), List.of(), List.of());
    }
}
