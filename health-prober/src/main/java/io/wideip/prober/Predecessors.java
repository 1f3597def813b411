package io.wideip.prober;

import io.wideip.config.availability.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which target a new one takes over from, so that what is down stays down when somebody changes how it is tested: the one that
 * asks the same of the same place, whatever its times, else the one whose check has the same name.
 */
final class Predecessors {
    private record Asked(String address, String host) {}

    private record Successor(Asked asked, Object probeOrName) {}

    private final Map<Successor, Tracked> all = new HashMap<>();

    /** @param fresh those to find predecessors for among the tracked */
    Predecessors(Collection<Target> fresh, Collection<Tracked> tracked) {
        Set<Asked> wanted = new HashSet<>();
        fresh.forEach(target -> wanted.add(asked(target)));
        if (wanted.isEmpty()) {
            return;
        }
        for (Tracked one : tracked) {
            Asked asked = asked(one.target);
            if (one.isKnown() && wanted.contains(asked)) {
                all.put(new Successor(asked, one.probe()), one);
                all.put(new Successor(asked, one.target.check().name()), one);
            }
        }
    }

    @Nullable
    Tracked of(Target target) {
        Asked asked = asked(target);
        Tracked sameProbe = all.get(new Successor(asked, target.check().probe()));
        return sameProbe != null
                ? sameProbe
                : all.get(new Successor(asked, target.check().name()));
    }

    private static Asked asked(Target target) {
        return new Asked(target.address(), target.host());
    }
}
