package io.wideip.routes.mapping;

import io.wideip.config.AddressText;
import io.wideip.config.Cluster;
import io.wideip.config.Vip;

/**
 * A router that has admitted a Route, and so reaches it.
 *
 * @param vip by which the router is reached for this Route
 * @param host that the router admitted last
 * @param admitted false where it has said since that it does not admit the Route any more
 */
record Reach(Cluster cluster, String router, Vip vip, String host, boolean admitted) {
    /** Whether a target with this address is behind it. */
    boolean isAt(String address) {
        return vip.hostname() == null
                ? vip.addresses().stream().anyMatch(each -> AddressText.of(each).equals(address))
                : vip.hostname().text().equals(address);
    }
}
