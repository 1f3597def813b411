package io.wideip.prober;

import io.wideip.config.standing.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which target a new one takes over from, so that what is down stays down when somebody changes how it is tested, or
 * restarts the server. It is the one that asks the same of the same place, whatever its times; else the one whose check
 * has the same name.
 */
final class Predecessors {
    private record Asked(String address, String host) {}

    private record Successor(Asked asked, String kind, String probeOrName) {}

    private static final String PROBE = "probe";
    private static final String NAME = "name";

    private final Set<Asked> wanted = new HashSet<>();
    private final Map<Successor, Known> all = new HashMap<>();

    /** @param fresh those to find predecessors for */
    Predecessors(Collection<Target> fresh) {
        fresh.forEach(target -> wanted.add(new Asked(target.address(), target.host())));
    }

    /** Whether something asks the same place for the same host. */
    boolean wants(Target target) {
        return wanted.contains(new Asked(target.address(), target.host()));
    }

    /** One that may be a predecessor; of equal ones the last added counts. */
    void add(Known known) {
        Asked asked = new Asked(known.address(), known.host());
        if (wanted.contains(asked)) {
            all.put(new Successor(asked, PROBE, known.probe()), known);
            all.put(new Successor(asked, NAME, known.check()), known);
        }
    }

    @Nullable
    Known of(Target target) {
        Asked asked = new Asked(target.address(), target.host());
        Known sameProbe = all.get(new Successor(asked, PROBE, Tracked.probeText(target)));
        return sameProbe != null
                ? sameProbe
                : all.get(new Successor(asked, NAME, target.check().name()));
    }
}
