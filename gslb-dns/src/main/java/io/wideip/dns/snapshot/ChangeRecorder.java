package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.standing.Constellation;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.Outdated;
import io.wideip.config.standing.Outdated.Earlier;
import io.wideip.config.standing.Standings;
import io.wideip.config.standing.Verdicts;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangedGroup.Trend;
import io.wideip.dns.change.ServedBy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which answers a change has changed. It costs what differs: one comparison for all wide IPs that share their answers before
 * and after. For one change, then done.
 */
final class ChangeRecorder {
    /** Constellations, or wide IPs that changed by themselves, that are compared; so many take some ten milliseconds. */
    static final int MOST_COMPARED = 10_000;
    /** Answers that are read, which takes longer than to compare them. */
    private static final int MOST_READ = 1_000;

    private static final int MOST_GROUPS = 50;
    private static final int MOST_CHANGES = 20;
    private static final int MOST_CAUSES = 10;
    private static final ServedBy NOT_READ = new ServedBy(List.of(), List.of());

    private final WideIpNodes before;
    private final WideIpNodes after;
    private final Snapshot snapshot;
    private final SharedKeys keys;
    private final ChangeCauses causes;
    private final Map<Set<ChangeCauses.Alike>, Map<ChangeGroup.Kind, ChangeGroup>> changes = new LinkedHashMap<>();
    /** Wide IPs whose answers are the same, and that are found by another key now. */
    private final Map<Set<ChangeCauses.Alike>, Map<ChangeGroup.Kind, ChangeGroup>> hidden = new LinkedHashMap<>();

    private final IdentityHashMap<Constellation, ChangeGroup> unnamed = new IdentityHashMap<>();
    private final IdentityHashMap<List<MemberStanding>, WideIpAnswers> answers = new IdentityHashMap<>();
    private final IdentityHashMap<WideIpAnswers, ServedBy> read = new IdentityHashMap<>();
    private int compared;
    private int further;

    /** Wide IPs that stand alike. */
    record Side(Constellation constellation, List<MemberStanding> standings) {
        Side(Constellation constellation) {
            this(constellation, constellation.standings());
        }

        WideIpSettings settings() {
            return constellation.settings();
        }

        long available() {
            return standings.stream().filter(MemberStanding::available).count();
        }
    }

    /**
     * Begins without a change.
     *
     * @param before where the wide IPs were compiled before
     * @param after where they are compiled now
     */
    ChangeRecorder(WideIpNodes before, WideIpNodes after, Snapshot snapshot, SharedKeys keys, Verdicts verdicts) {
        this.before = before;
        this.after = after;
        this.snapshot = snapshot;
        this.keys = keys;
        causes = new ChangeCauses(verdicts);
    }

    /** Records what was outdated and is compiled now. */
    void record(Outdated outdated, Standings standings, WideIps wideIps) {
        IdentityHashMap<Constellation, Integer> arrived = new IdentityHashMap<>();
        outdated.wideIps.forEach((name, earlier) -> {
            WideIpSettings settings = wideIps.get(name);
            if (settings != null) {
                Constellation now = standings.constellation(name, settings);
                arrived.merge(now, 1, Integer::sum);
                Side from = new Side(earlier.constellation(), earlier.standings());
                record(
                        name,
                        from,
                        new Side(now),
                        causes.of(earlier, outdated.constellations.get(now)),
                        nowhere -> null);
            }
        });
        outdated.constellations.forEach((constellation, earlier) ->
                record(constellation, earlier, constellation.wideIps() - arrived.getOrDefault(constellation, 0)));
        name(standings, wideIps);
    }

    private void record(Constellation constellation, Earlier earlier, int wideIps) {
        if (wideIps == 0) {
            return;
        }
        Side from = new Side(constellation, earlier.standings());
        ChangeGroup.Kind kind = kind(from, new Side(constellation), ChangeKeys.NOT_KNOWN, wideIps);
        ChangeGroup group = kind == null ? null : group(changes, causes.of(earlier, null), kind);
        if (group != null) {
            group.add(constellation, wideIps, keys);
            unnamed.put(constellation, group);
        }
    }

    /**
     * Records a wide IP that has changed by itself.
     *
     * @param was null where it is new
     * @param is null where it is gone
     * @param origins of wide IPs
     */
    void record(
            DomainName name,
            @Nullable Side was,
            @Nullable Side is,
            Set<ChangeCauses.Alike> by,
            Function<DomainName, @Nullable String> origins) {
        long shared = was == null ? ChangeKeys.NOTHING : keys.of(was.constellation);
        int before = compared;
        ChangeGroup.Kind kind = kind(was, is, shared, 1);
        if (kind != null) {
            group(changes, by, kind).add(name, origins.apply(name));
        } else if (before < MOST_COMPARED && (is == null || keys.of(is.constellation) != shared)) {
            group(hidden, Set.of(), new ChangeGroup.Kind(NOT_READ, NOT_READ, Trend.UNCHANGED, false, shared))
                    .add(name, null);
        }
    }

    /** Records wide IPs that may have changed. */
    void recordFurther(int wideIps) {
        further += wideIps;
    }

    /** Null where the answers are the same, or there are too many to compare. */
    private ChangeGroup.@Nullable Kind kind(@Nullable Side was, @Nullable Side is, long shared, int wideIps) {
        if (compared++ >= MOST_COMPARED) {
            further += wideIps;
            return null;
        }
        WideIpAnswers from = was == null ? null : answers(was, before);
        WideIpAnswers to = is == null ? null : answers(is, after);
        long there = was == null ? 0 : was.available();
        long left = is == null ? 0 : is.available();
        boolean hasNobody = is != null && left == 0 && there > 0;
        if (from == null ? to == null : to != null && from.areAlike(to)) {
            // A wide IP with one member answers the same where nobody is left.
            return hasNobody ? new ChangeGroup.Kind(NOT_READ, NOT_READ, Trend.UNCHANGED, true, shared) : null;
        }
        return new ChangeGroup.Kind(
                was == null ? ServedBy.NOTHING : read(was, from),
                is == null ? ServedBy.NOTHING : read(is, to),
                was == null ? Trend.ADDED : is == null ? Trend.REMOVED : trend(there, left),
                hasNobody,
                shared);
    }

    private WideIpAnswers answers(Side side, WideIpNodes nodes) {
        return answers.computeIfAbsent(side.standings, it -> nodes.answers(side.settings(), it));
    }

    private static Trend trend(long there, long left) {
        return left < there ? Trend.WORSE : left > there ? Trend.BETTER : Trend.OTHER;
    }

    private ServedBy read(Side side, @Nullable WideIpAnswers answers) {
        if (answers == null || read.size() >= MOST_READ && !read.containsKey(answers)) {
            return NOT_READ;
        }
        return read.computeIfAbsent(
                answers,
                it -> Destinations.of(side.settings().zone(), side.settings(), it, snapshot)
                        .servedBy());
    }

    private static ChangeGroup group(
            Map<Set<ChangeCauses.Alike>, Map<ChangeGroup.Kind, ChangeGroup>> in,
            Set<ChangeCauses.Alike> by,
            ChangeGroup.Kind kind) {
        Set<ChangeCauses.Alike> under = in.size() < MOST_CHANGES || in.containsKey(by) ? by : Set.of();
        Map<ChangeGroup.Kind, ChangeGroup> groups = in.computeIfAbsent(under, it -> new LinkedHashMap<>());
        ChangeGroup.Kind as = groups.size() < MOST_GROUPS || groups.containsKey(kind)
                ? kind
                : new ChangeGroup.Kind(
                        NOT_READ,
                        NOT_READ,
                        kind.trend() == Trend.UNCHANGED ? Trend.UNCHANGED : Trend.OTHER,
                        kind.hasNobody(),
                        ChangeKeys.NOT_KNOWN);
        return groups.computeIfAbsent(as, ChangeGroup::new);
    }

    /** Finds some names of those that changed together. Looks at the settings of all wide IPs at worst. */
    private void name(Standings standings, WideIps wideIps) {
        Set<WideIpSettings> sought = new HashSet<>();
        unnamed.keySet().forEach(constellation -> sought.add(constellation.settings()));
        // To find out whether settings are equal to others costs much more than whether they are the same object.
        IdentityHashMap<WideIpSettings, Boolean> known = new IdentityHashMap<>();
        Set<ChangeGroup> open = new LinkedHashSet<>(unnamed.values());
        open.removeIf(group -> !group.needsNames());
        if (open.isEmpty()) {
            return;
        }
        wideIps.byName()
                .forEachUntil(settings -> known.computeIfAbsent(settings, sought::contains), (wire, settings) -> {
                    DomainName name = DomainName.ofWire(wire);
                    ChangeGroup group = unnamed.get(standings.constellation(name, settings));
                    if (group != null && group.needsNames()) {
                        group.name(name);
                        if (!group.needsNames()) {
                            open.remove(group);
                        }
                    }
                    return open.isEmpty();
                });
    }

    /** @param given the causes of what no verdict has changed */
    List<AnswersChange> result(List<ChangeCause> given) {
        keys.clear();
        List<AnswersChange> result = new ArrayList<>();
        changes.forEach((by, groups) -> {
            List<ChangeCause> told = by.isEmpty() ? given : causes.told(by, MOST_CAUSES);
            result.add(change(result.size(), told, by.size() - told.size(), groups));
        });
        hidden.forEach((by, groups) -> result.add(change(result.size(), given, 0, groups)));
        if (further > 0) {
            result.add(new AnswersChange(result.size(), given, 0, List.of(), further));
        }
        return result;
    }

    private static AnswersChange change(
            int part, List<ChangeCause> told, int furtherCauses, Map<ChangeGroup.Kind, ChangeGroup> groups) {
        return new AnswersChange(
                part,
                told,
                Math.max(0, furtherCauses),
                groups.values().stream().map(ChangeGroup::changed).toList(),
                0);
    }
}
