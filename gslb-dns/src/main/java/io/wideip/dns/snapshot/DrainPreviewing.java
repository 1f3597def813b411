package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.standing.Constellation;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.StandingPreview;
import io.wideip.dns.snapshot.DrainPreview.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sums up what other orders would change. Answers are compared once for all wide IPs that stand alike now and then. For one
 * preview, then done.
 */
final class DrainPreviewing implements StandingPreview {
    private static final int MOST_NAMES = 20;

    private final WideIpNodes nodes;
    private final Snapshot snapshot;
    private final IdentityHashMap<Constellation, IdentityHashMap<List<MemberStanding>, Effect>> effects =
            new IdentityHashMap<>();
    private final Map<FromTo, Integer> shifts = new LinkedHashMap<>();
    private final SortedSet<DomainName> losingNames = new TreeSet<>();
    private int changed;
    private int losing;

    private record FromTo(SortedSet<String> from, SortedSet<String> to) {}

    /** @param changes whether clients would get other addresses */
    private record Effect(boolean changes, boolean losesLast, FromTo datacenters) {}

    DrainPreviewing(WideIpNodes nodes, Snapshot snapshot) {
        this.nodes = nodes;
        this.snapshot = snapshot;
    }

    @Override
    public void of(DomainName name, Constellation now, List<MemberStanding> then) {
        Effect effect = effects.computeIfAbsent(now, it -> new IdentityHashMap<>())
                .computeIfAbsent(then, it -> effect(name, now, then));
        if (effect.changes) {
            changed++;
            shifts.merge(effect.datacenters, 1, Integer::sum);
        }
        if (effect.losesLast) {
            losing++;
            losingNames.add(name);
            if (losingNames.size() > MOST_NAMES) {
                losingNames.remove(losingNames.last());
            }
        }
    }

    private Effect effect(DomainName name, Constellation now, List<MemberStanding> then) {
        Destinations before = destinations(name, now, now.standings());
        Destinations after = destinations(name, now, then);
        return new Effect(
                !before.places().equals(after.places()),
                now.standings().stream().anyMatch(MemberStanding::available)
                        && then.stream().noneMatch(MemberStanding::available),
                new FromTo(before.datacenters(), after.datacenters()));
    }

    private Destinations destinations(DomainName name, Constellation of, List<MemberStanding> standings) {
        return Destinations.of(name, of.settings(), nodes.answers(of.settings(), standings), snapshot);
    }

    DrainPreview result() {
        List<Shift> sorted = new ArrayList<>();
        shifts.forEach((datacenters, wideIps) -> sorted.add(new Shift(datacenters.from, datacenters.to, wideIps)));
        sorted.sort(Comparator.comparingInt(Shift::wideIps)
                .reversed()
                .thenComparing(shift -> String.join(",", shift.from()))
                .thenComparing(shift -> String.join(",", shift.to())));
        return new DrainPreview(changed, List.copyOf(sorted), losing, List.copyOf(losingNames));
    }
}
