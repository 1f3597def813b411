package io.wideip.config.orders;

import io.wideip.config.PlannedDrain;
import io.wideip.config.section.Durations;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.MemberStanding;
import java.time.Duration;
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
 * @param over in which time the weights go down to nothing, step by step; null where all of it is in force at once. Only of one that has
 *     a beginning
 */
public record Order(
        String id,
        Source source,
        Drain drain,
        String reason,
        String actor,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Duration over) {
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    /** One that is in force whole, as soon as it is. */
    public Order(
            String id,
            Source source,
            Drain drain,
            String reason,
            String actor,
            @Nullable Instant from,
            @Nullable Instant until) {
        this(id, source, drain, reason, actor, from, until, null);
    }

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

    /** What of it is in force: each tenth of its time takes a tenth of the weights, the first one at once. */
    public Drain drainAt(Instant now) {
        if (over == null || from == null || !now.isBefore(from.plus(over))) {
            return drain;
        }
        long passed = Math.max(0, Duration.between(from, now).toNanos());
        int steps =
                (int) (passed / Math.max(1, over.dividedBy(MemberStanding.WHOLE).toNanos()));
        return drain.withLeft(Math.max(1, MemberStanding.WHOLE - 1 - steps));
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
                + (over == null ? "" : " over " + Durations.format(over))
                + (until == null ? "" : " until " + until) + " by " + actor + ": " + reason;
    }
}
