package io.wideip.config.standing;

import java.util.LinkedHashSet;
import java.util.Set;

/** A target on which all wide IPs of some settings depend. */
final class SharedTarget {
    final Set<SettingsUse> users = new LinkedHashSet<>();
    boolean isDown;

    SharedTarget(boolean isDown) {
        this.isDown = isDown;
    }
}
