package io.wideip.app.api;

import io.wideip.config.orders.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drain.
 *
 * @param source who gave it
 * @param inForce false for one whose time is to come
 * @param origin where it stands in the YAML, if it does
 */
public record DrainReport(
        String id,
        Order.Source source,
        @Nullable String wideIps,
        @Nullable String datacenter,
        @Nullable String vip,
        String reason,
        String actor,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean inForce,
        @Nullable String origin) {

    /** Those in force and those to come. */
    public record All(List<DrainReport> drains) {}
}
