package io.wideip.prober;

import io.wideip.config.availability.Standing;
import io.wideip.config.availability.Target;

/** Who is told when a verdict changes. */
@FunctionalInterface
public interface VerdictListener {
    /**
     * Called on the prober's thread without a lock held, for each target in the order of its changes. The prober waits for
     * it, so it must not block.
     */
    void changed(Target target, Standing standing);
}
