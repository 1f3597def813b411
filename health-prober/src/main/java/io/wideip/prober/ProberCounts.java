package io.wideip.prober;

import io.wideip.config.standing.Verdict;
import java.time.Duration;
import java.util.Map;

/**
 * What the prober has done and how its targets stand, for metrics. The totals grow from the prober's start.
 *
 * @param attempts by type of probe, for every type that has been attempted
 * @param inFlight attempts under way now
 * @param waiting attempts that are due and wait for a place under the ceiling
 * @param late attempts in total that had to wait for a place
 * @param targets how many have each verdict; every verdict is a key
 * @param lag by which anything of the prober was late at most, in the last ten to twenty seconds
 * @param suspectsItself whether no target goes down because too many failed at once
 */
public record ProberCounts(
        Map<String, AttemptCounts> attempts,
        int inFlight,
        int waiting,
        long late,
        Map<Verdict, Integer> targets,
        Duration lag,
        boolean suspectsItself) {

    /**
     * Attempts that ended, in total.
     *
     * @param undecided those that could not be made, and count neither way
     * @param time how long all of them took together, in whole microseconds each
     */
    public record AttemptCounts(long successes, long failures, long undecided, Duration time) {}
}
