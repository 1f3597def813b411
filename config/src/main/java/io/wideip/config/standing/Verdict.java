package io.wideip.config.standing;

/** What the prober says of a target. */
public enum Verdict {
    UP,
    DOWN,
    /** Never judged yet, or too old to trust: see {@link TargetStatus#available}. */
    UNKNOWN
}
