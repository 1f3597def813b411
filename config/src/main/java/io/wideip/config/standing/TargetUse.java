package io.wideip.config.standing;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.CatalogChange.WideIpChange;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The targets of a catalog, kept up by its changes, each of which costs what it changes. A target that asks for a wide IP's own name
 * is that wide IP's alone; of all others it is counted for how many settings need them. Not thread-safe.
 */
public final class TargetUse {
    /** How many wide IPs have the settings. */
    private final Map<WideIpSettings, Integer> settings = new HashMap<>();
    /** How many settings need the target. */
    private final Map<Target, Integer> shared = new HashMap<>();

    private int own;

    /** The targets that only one wide IP has, for many of them. */
    private static final class OwnTargets {
        /** Of one wide IP of these settings, whose addresses the others share. */
        private final IdentityHashMap<WideIpSettings, Map<Target, String>> examples = new IdentityHashMap<>();

        Map<Target, String> of(DomainName name, WideIpSettings settings) {
            Map<Target, String> example = examples.computeIfAbsent(settings, any -> Targets.ownOnce(name, settings));
            if (example.isEmpty()) {
                return example;
            }
            Map<Target, String> own = new LinkedHashMap<>();
            example.forEach((target, datacenter) ->
                    own.put(new Target(target.address(), target.check(), name.text()), datacenter));
            return own;
        }
    }

    /** How many targets there are. */
    public int size() {
        return shared.size() + own;
    }

    /** Takes in a change. To be given every change of the catalog, beginning with the first from nothing. */
    public TargetChange change(CatalogChange change) {
        Map<Target, String> added = new HashMap<>();
        Set<Target> removed = new HashSet<>();
        OwnTargets alone = new OwnTargets();
        for (WideIpChange each : change.wideIps()) {
            if (each.before() != null) {
                remove(alone.of(each.name(), each.before()), each.before(), removed);
            }
        }
        for (WideIpChange each : change.wideIps()) {
            if (each.after() != null) {
                add(alone.of(each.name(), each.after()), each.after(), added);
            }
        }
        removed.removeAll(added.keySet());
        removed.removeAll(shared.keySet());
        addRenamed(change, added);
        return new TargetChange(added, removed);
    }

    private void remove(Map<Target, String> alone, WideIpSettings before, Set<Target> removed) {
        own -= alone.size();
        removed.addAll(alone.keySet());
        if (less(settings, before) == 0) {
            Targets.sharedOnce(before).forEach((target, datacenter) -> {
                if (less(shared, target) == 0) {
                    removed.add(target);
                }
            });
        }
    }

    private void add(Map<Target, String> alone, WideIpSettings after, Map<Target, String> added) {
        own += alone.size();
        added.putAll(alone);
        if (settings.merge(after, 1, Integer::sum) == 1) {
            Targets.sharedOnce(after).forEach((target, datacenter) -> {
                shared.merge(target, 1, Integer::sum);
                added.putIfAbsent(target, datacenter);
            });
        }
    }

    private static <K> int less(Map<K, Integer> counts, K key) {
        Integer left = counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        return left == null ? 0 : left;
    }

    /** Wide IPs whose checks have only another name are unchanged; what is said of their targets is not. */
    private static void addRenamed(CatalogChange change, Map<Target, String> added) {
        Catalog before = change.before();
        Catalog after = change.after();
        if (before == null || before.healthChecks().equals(after.healthChecks())) {
            return;
        }
        Targets.byDatacenter(after).forEach(added::putIfAbsent);
    }
}
