package io.wideip.dns.snapshot;

import java.net.InetAddress;

/** Who asks, as far as replies depend on it. */
public sealed interface Asker {
    /** An address that is at the asker's location. */
    InetAddress address();

    /** The one client that has this address. */
    record Client(InetAddress address) implements Asker {}

    /** All clients of the family and the location of this address, with as many in each bucket of a hash. */
    record ClientsLike(InetAddress address) implements Asker {}
}
