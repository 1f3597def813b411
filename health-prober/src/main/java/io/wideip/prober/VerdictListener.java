package io.wideip.prober;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;

/** Hears when a verdict changes. */
@FunctionalInterface
public interface VerdictListener {
    /**
     * Called on the prober's thread without a lock held, for each target in the order of its changes. The prober waits for
     * it, so it must not block.
     */
    void changed(Target target, TargetStatus status);
}
