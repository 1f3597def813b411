package io.wideip.app.api;

import io.wideip.config.standing.VipState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All VIPs. */
public record VipList(List<VipReport> vips) {
    /**
     * How one stands.
     *
     * @param state by its own health check and the drains for all wide IPs
     */
    public record VipReport(
            String name,
            String datacenter,
            List<String> addresses,
            @Nullable String hostname,
            @Nullable String healthCheck,
            VipState state) {}
}
