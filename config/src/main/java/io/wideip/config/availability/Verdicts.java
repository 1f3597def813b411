package io.wideip.config.availability;

/** How targets stand now. Implementations are thread-safe and answer without blocking. */
@FunctionalInterface
public interface Verdicts {
    /** Never null: {@link Standing#NEVER_JUDGED} for a target that is not known. */
    Standing of(Target target);
}
