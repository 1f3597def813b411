package io.wideip.config.standing;

import java.util.Map;
import java.util.Set;

/**
 * What a change of the catalog does to its targets.
 *
 * @param added with the name of each one's datacenter; one that is there already has another datacenter now, or a check with
 *     another name
 * @param removed those that nobody asks about any more
 */
public record TargetChange(Map<Target, String> added, Set<Target> removed) {
    public static final TargetChange NONE = new TargetChange(Map.of(), Set.of());
}
