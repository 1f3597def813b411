package io.wideip.prober;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The targets that are tracked, and what is known of others. Changed on the timeline only; read by all. */
final class TargetTable {
    /** When the first attempt of a new target is due. */
    @FunctionalInterface
    interface FirstDue {
        /**
         * As {@link System#nanoTime}.
         *
         * @param fresh how many new ones come together
         */
        long of(Target target, int fresh);
    }

    /**
     * What a change of the targets does.
     *
     * @param moved those that were there, and are in another datacenter now
     */
    record Change(List<Tracked> fresh, List<Tracked> moved, List<Tracked> gone) {}

    private final TargetIndex tracked = new TargetIndex();
    private final KnownTargets memory = new KnownTargets();

    @Nullable
    Tracked get(Target target) {
        return tracked.get(target);
    }

    /** In no order. */
    Iterable<Tracked> all() {
        return tracked;
    }

    TargetStatus status(Target target) {
        Tracked one = tracked.get(target);
        return one == null ? TargetStatus.NEVER_JUDGED : one.status();
    }

    /** Takes in what was known before a restart. */
    void remember(Collection<Known> before) {
        before.forEach(memory::keep);
    }

    /** All that is worth knowing after a restart. */
    List<Known> known(Instant now) {
        List<Known> known = new ArrayList<>(memory.all(now));
        for (Tracked one : tracked) {
            Known mine = one.known(now);
            if (mine != null) {
                known.add(mine);
            }
        }
        return known;
    }

    /**
     * Adds targets and removes others. Those that stay keep what is held of them, new ones take over what is known.
     *
     * @param added with the name of each one's datacenter
     */
    Change change(
            Map<Target, String> added, Collection<Target> removed, FirstDue firstDue, long nowNanos, Instant now) {
        List<Target> unknown = new ArrayList<>();
        List<Tracked> moved = new ArrayList<>();
        added.forEach((target, datacenter) -> {
            Tracked kept = tracked.get(target);
            if (kept == null) {
                unknown.add(target);
                return;
            }
            kept.target = target;
            if (!datacenter.equals(kept.datacenter())) {
                moved.add(kept);
            }
        });
        Predecessors predecessors = predecessors(unknown, now);
        List<Tracked> gone = remove(removed, now);
        List<Tracked> fresh = new ArrayList<>();
        for (Target target : unknown) {
            Tracked one = new Tracked(target, added.getOrDefault(target, ""), firstDue.of(target, unknown.size()));
            Known before = predecessors.of(target);
            if (before != null) {
                one.takeOver(before, nowNanos, now);
                memory.drop(before);
            }
            tracked.add(one);
            fresh.add(one);
        }
        return new Change(fresh, moved, gone);
    }

    /** How those of these targets would stand that are not tracked, if they were from now on. */
    Map<Target, TargetStatus> foresee(Collection<Target> targets, long nowNanos, Instant now) {
        List<Target> unknown =
                targets.stream().filter(target -> tracked.get(target) == null).toList();
        Predecessors predecessors = predecessors(unknown, now);
        Map<Target, TargetStatus> statuses = new HashMap<>();
        for (Target target : unknown) {
            Tracked one = new Tracked(target, "", nowNanos);
            Known before = predecessors.of(target);
            if (before != null) {
                one.takeOver(before, nowNanos, now);
            }
            statuses.put(target, one.status());
        }
        return statuses;
    }

    private Predecessors predecessors(List<Target> fresh, Instant now) {
        Predecessors predecessors = new Predecessors(fresh);
        if (!fresh.isEmpty()) {
            memory.all(now).forEach(predecessors::add);
            for (Tracked one : tracked) {
                Known known = predecessors.wants(one.target) ? one.known(now) : null;
                if (known != null) {
                    predecessors.add(known);
                }
            }
        }
        return predecessors;
    }

    private List<Tracked> remove(Collection<Target> targets, Instant now) {
        List<Tracked> gone = new ArrayList<>();
        for (Target target : targets) {
            Tracked one = tracked.remove(target);
            if (one == null) {
                continue;
            }
            gone.add(one);
            Known known = one.known(now);
            if (known != null) {
                memory.keep(known);
            }
        }
        return gone;
    }
}
