package io.wideip.prober;

import io.wideip.config.SuspicionOptions;
import io.wideip.config.standing.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the prober suspects itself: many of the targets that were up have failed in several datacenters at once, and
 * fewer than half of them have answered since. Belongs to the timeline, but for {@link #isOn}.
 */
final class Suspicion {
    private static final class Datacenter {
        int up;
        /** Those that were up, and whose newest check has failed, with the time of that. */
        final Map<Tracked, Long> failing = new HashMap<>();
        /** How many of them are not up any more. */
        int fallen;

        /** Those that are up or were, when they began to fail. */
        int counted() {
            return up + fallen;
        }
    }

    private @Nullable SuspicionOptions options;
    private final Map<String, Datacenter> datacenters = new TreeMap<>();
    /** Those that have failed since it began, or made it begin. */
    private final Set<Tracked> accused = new HashSet<>();

    private final Set<Tracked> answered = new HashSet<>();
    private volatile @Nullable String reason;

    boolean isOn() {
        return reason != null;
    }

    /** For people; null while it is not on. */
    @Nullable
    String reason() {
        return reason;
    }

    /** @param options null for never to suspect */
    void use(@Nullable SuspicionOptions options) {
        this.options = options;
        if (options == null) {
            end();
        }
    }

    /** A target has another verdict than before. */
    void moved(Tracked one, Verdict from, Verdict to) {
        Datacenter home = home(one);
        home.up += (to == Verdict.UP ? 1 : 0) - (from == Verdict.UP ? 1 : 0);
        if (home.failing.containsKey(one)) {
            home.fallen += (from == Verdict.UP ? 1 : 0) - (to == Verdict.UP ? 1 : 0);
        }
    }

    /** A target is tracked from now on, or is in another datacenter than before. */
    void add(Tracked one) {
        if (isUp(one)) {
            home(one).up++;
        }
    }

    /** To be called before it is forgotten or moves to another datacenter. */
    void remove(Tracked one) {
        Datacenter home = home(one);
        forgetFailure(home, one);
        if (isUp(one)) {
            home.up--;
        }
        accused.remove(one);
        answered.remove(one);
        if (home.counted() == 0) {
            datacenters.remove(one.datacenter());
        }
        endIfMostAnswer();
    }

    void succeeded(Tracked one) {
        forgetFailure(home(one), one);
        if (accused.contains(one)) {
            answered.add(one);
            endIfMostAnswer();
        }
    }

    /** To be called before it is judged; true if the suspicion begins with it. */
    boolean failed(Tracked one, long nowNanos) {
        Datacenter home = home(one);
        if (options == null || !isUp(one)) {
            return false;
        }
        home.failing.put(one, nowNanos);
        if (isOn()) {
            accused.add(one);
            answered.remove(one);
            return false;
        }
        Map<String, String> unwell = unwell(options);
        if (unwell.size() < options.datacenters()) {
            return false;
        }
        datacenters.values().forEach(datacenter -> accused.addAll(datacenter.failing.keySet()));
        reason = "the prober suspects itself: " + String.join(" and ", unwell.values()) + " failed within "
                + options.within().toSeconds() + "s";
        return true;
    }

    /** Those that made it begin, as far as they are not up any more. */
    List<Tracked> fallen() {
        return accused.stream().filter(one -> !isUp(one)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Forgets failures that are too old to belong to one span with newer ones. */
    void sweep(long nowNanos) {
        if (options == null || isOn()) {
            return;
        }
        long within = options.within().toNanos();
        for (Datacenter datacenter : datacenters.values()) {
            List<Tracked> old = new ArrayList<>();
            datacenter.failing.forEach((one, at) -> {
                if (nowNanos - at > Math.max(within, comesRound(one))) {
                    old.add(one);
                }
            });
            old.forEach(one -> forgetFailure(datacenter, one));
        }
    }

    /** The datacenters where so many fail, with the numbers for people. */
    private Map<String, String> unwell(SuspicionOptions options) {
        Map<String, String> unwell = new LinkedHashMap<>();
        datacenters.forEach((name, datacenter) -> {
            int failing = datacenter.failing.size();
            int counted = datacenter.counted();
            if (failing > 0 && 100L * failing >= (long) options.share() * counted) {
                unwell.put(name, failing + " of " + counted + " targets in " + name);
            }
        });
        return unwell;
    }

    private void endIfMostAnswer() {
        if (isOn() && 2 * answered.size() >= accused.size()) {
            end();
        }
    }

    private void end() {
        reason = null;
        accused.clear();
        answered.clear();
        for (Datacenter datacenter : datacenters.values()) {
            datacenter.failing.clear();
            datacenter.fallen = 0;
        }
    }

    private static void forgetFailure(Datacenter home, Tracked one) {
        if (home.failing.remove(one) != null && !isUp(one)) {
            home.fallen--;
        }
    }

    private Datacenter home(Tracked one) {
        return datacenters.computeIfAbsent(one.datacenter(), name -> new Datacenter());
    }

    /** Until its next check must have ended. */
    private static long comesRound(Tracked one) {
        return one.target.check().interval().plus(one.target.check().timeout()).toNanos();
    }

    private static boolean isUp(Tracked one) {
        return one.status().verdict() == Verdict.UP;
    }
}
