package io.wideip.prober.names;

import java.net.InetAddress;
import java.util.List;

/** What a look-up of a host name gave. */
public sealed interface NameAnswer {
    /**
     * The name has addresses.
     *
     * @param addresses at least one; IPv6 and IPv4 in turns (RFC 8305 section 4)
     */
    record Addresses(List<InetAddress> addresses) implements NameAnswer {}

    /**
     * The DNS says that the name has no address: this speaks of the name.
     *
     * @param reason for people
     */
    record Absent(String reason) implements NameAnswer {}

    /**
     * Nobody said anything of the name, and no address of it was ever known: this speaks of the resolver.
     *
     * @param reason for people
     */
    record Unknown(String reason) implements NameAnswer {}
}
