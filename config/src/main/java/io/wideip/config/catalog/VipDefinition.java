package io.wideip.config.catalog;

import io.wideip.config.DomainName;
import io.wideip.config.VipPorts;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code vips}.
 *
 * @param datacenter by name
 * @param addresses empty where there is a host name
 * @param healthCheck by name
 */
public record VipDefinition(
        String datacenter,
        List<InetAddress> addresses,
        @Nullable DomainName hostname,
        @Nullable String healthCheck,
        VipPorts ports) {}
