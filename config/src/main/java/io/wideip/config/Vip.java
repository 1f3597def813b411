package io.wideip.config;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a datacenter's local load balancer (LTM) is reached: by addresses or by a host name, never both.
 *
 * @param addresses IPv4, IPv6 or both, in the order written; empty for a VIP with a host name
 * @param hostname answered as a CNAME
 * @param healthCheck of the VIP itself, whatever runs behind it; null to count it as up
 * @param ports for checks that are made of a Route
 */
public record Vip(
        String name,
        Datacenter datacenter,
        List<InetAddress> addresses,
        @Nullable DomainName hostname,
        @Nullable HealthCheck healthCheck,
        VipPorts ports) {
    /** One with the standard ports. */
    public Vip(
            String name,
            Datacenter datacenter,
            List<InetAddress> addresses,
            @Nullable DomainName hostname,
            @Nullable HealthCheck healthCheck) {
        this(name, datacenter, addresses, hostname, healthCheck, VipPorts.STANDARD);
    }
}
