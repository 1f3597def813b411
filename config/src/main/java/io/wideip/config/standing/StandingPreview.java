package io.wideip.config.standing;

import io.wideip.config.DomainName;
import java.util.List;

/** Told how a wide IP would stand under other orders. */
@FunctionalInterface
public interface StandingPreview {
    /**
     * Hears of one wide IP.
     *
     * @param then one object for all wide IPs of the constellation that would stand alike
     */
    void of(DomainName name, Constellation now, List<MemberStanding> then);
}
