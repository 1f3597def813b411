package io.wideip.config.standing;

/** How targets stand now. Implementations are thread-safe and answer without blocking. */
@FunctionalInterface
public interface Verdicts {
    /** Never null: {@link TargetStatus#NEVER_JUDGED} for a target that is not known. */
    TargetStatus of(Target target);
}
