package io.wideip.app.api;

import io.wideip.config.orders.Order;
import io.wideip.config.section.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drain.
 *
 * @param source who gave it
 * @param over in which time the weights go down; null where it takes effect at once
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
        @Nullable Duration over,
        boolean inForce,
        @Nullable String origin) {

    /** For people: {@code k3f9xa: datacenter east, since 2026-11-28T20:00:00Z, by alice: new firmware}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(id).append(':');
        part(text, " datacenter ", datacenter);
        part(text, " VIP ", vip);
        part(text, " wide IPs ", wideIps);
        part(text, inForce ? ", since " : ", from ", from);
        part(text, ", over ", over == null ? null : Durations.format(over));
        part(text, ", until ", until);
        text.append(", by ").append(actor);
        part(text, " in ", origin);
        return text.append(": ").append(reason).toString();
    }

    private static void part(StringBuilder text, String label, @Nullable Object value) {
        if (value != null) {
            text.append(label).append(value);
        }
    }

    /** Those in force and those to come. */
    public record All(List<DrainReport> drains) {}
}
