package io.wideip.config.standing;

import io.wideip.config.DomainName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be compiled again, and how it stood when it was compiled last. Filled by {@link Standings}, emptied by the compiler.
 * Not thread-safe.
 */
public final class Outdated {
    /** The wide IPs that are in another constellation than before. */
    public final Map<DomainName, Earlier> wideIps = new LinkedHashMap<>();

    /** The constellations whose states are others than before. */
    public final Map<Constellation, Earlier> constellations = new LinkedHashMap<>();

    /**
     * How it was.
     *
     * @param constellation in which it was
     * @param verdicts the targets whose verdicts have changed it; none where only orders have
     */
    public record Earlier(Constellation constellation, List<MemberStanding> standings, Set<Target> verdicts) {}

    void changes(Constellation constellation, List<MemberStanding> before, @Nullable Target verdict) {
        Earlier earlier =
                constellations.computeIfAbsent(constellation, it -> new Earlier(it, before, new LinkedHashSet<>()));
        if (verdict != null) {
            earlier.verdicts.add(verdict);
        }
    }

    void moves(DomainName wideIp, Constellation from, @Nullable Target verdict) {
        Earlier earlier = wideIps.computeIfAbsent(wideIp, it -> {
            Earlier changed = constellations.get(from);
            return changed == null
                    ? new Earlier(from, from.standings(), new LinkedHashSet<>())
                    : new Earlier(from, changed.standings, new LinkedHashSet<>(changed.verdicts));
        });
        if (verdict != null) {
            earlier.verdicts.add(verdict);
        }
    }

    /** To be called when all of it is compiled. */
    public void clear() {
        wideIps.clear();
        constellations.clear();
    }
}
