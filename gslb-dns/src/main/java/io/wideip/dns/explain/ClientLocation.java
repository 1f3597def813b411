package io.wideip.dns.explain;

import io.wideip.dns.geo.LocatedClient;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clients are.
 *
 * @param example one of their addresses
 * @param located where it is, and why
 */
public record ClientLocation(InetAddress example, LocatedClient located) {
    /** The datacenters as they prefer them; empty where nothing is known of them. */
    public List<String> order() {
        return located.location().order();
    }

    /** The number of the topology's rule that says so, from 0; null where none holds their addresses. */
    public @Nullable Integer rule() {
        return located.rule();
    }
}
