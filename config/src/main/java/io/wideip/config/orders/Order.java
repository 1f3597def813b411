package io.wideip.config.orders;

import io.wideip.config.PlannedDrain;
import io.wideip.config.standing.Drain;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A drain with what people want to know of it.
 *
 * @param id by which an operator ends it; of one from the YAML its name there
 * @param actor who gave it; of one from the YAML {@code "YAML"}
 * @param from since when it is in force; null for always
 * @param until from when it is not any more; null for never
 */
public record Order(
        String id,
        Source source,
        Drain drain,
        String reason,
        String actor,
        @Nullable Instant from,
        @Nullable Instant until) {
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    /** What people wrote becomes one line. */
    public Order {
        reason = NOT_SHOWN.matcher(reason).replaceAll(" ").strip();
        actor = NOT_SHOWN.matcher(actor).replaceAll(" ").strip();
    }

    /** Who gives orders. */
    public enum Source {
        OPERATOR,
        YAML
    }

    static Order planned(String name, PlannedDrain planned) {
        return new Order(
                name,
                Source.YAML,
                new Drain(planned.wideIps(), planned.datacenter(), planned.vip()),
                planned.reason(),
                "YAML",
                planned.from(),
                planned.until());
    }

    public boolean isInForce(Instant now) {
        return (from == null || !now.isBefore(from)) && !hasEnded(now);
    }

    public boolean hasEnded(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** For people: {@code drain k3f9xa of datacenter east until 2026-11-28T22:00:00Z by alice: new firmware}. */
    @Override
    public String toString() {
        return "drain " + id + " of " + drain + (from == null || source == Source.OPERATOR ? "" : " from " + from)
                + (until == null ? "" : " until " + until) + " by " + actor + ": " + reason;
    }
}
