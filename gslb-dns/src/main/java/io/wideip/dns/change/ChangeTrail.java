package io.wideip.dns.change;

import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.change.ChangedGroup.Trend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the changes of one wide IP, from the newest back: an earlier change is found by what the wide IP shared before the later one.
 * Not thread-safe.
 */
public final class ChangeTrail {
    private WideIpKeys keys;

    /**
     * Whether it was changed.
     *
     * @param change by which; null where by none
     * @param groups the one that it was in, or those that it may have been in
     * @param isLost whether earlier changes can't be found for certain
     */
    public record Found(Match match, @Nullable AnswersChange change, List<ChangedGroup> groups, boolean isLost) {}

    /** @param now by what it is found in the newest change */
    public ChangeTrail(WideIpKeys now) {
        keys = now;
    }

    /** Goes back over all changes of one more moment. */
    public Found back(List<AnswersChange> moment) {
        for (AnswersChange change : moment) {
            for (ChangedGroup group : change.groups()) {
                if (group.keys().hasName(keys)) {
                    keys = new WideIpKeys(keys.ofName(), group.keys().before());
                    return group.trend() == Trend.UNCHANGED
                            ? new Found(Match.NO, null, List.of(), false)
                            : new Found(Match.YES, change, List.of(group), false);
                }
            }
        }
        for (AnswersChange change : moment) {
            for (ChangedGroup group : change.groups()) {
                if (group.trend() != Trend.UNCHANGED && group.keys().hasShared(keys)) {
                    return new Found(Match.YES, change, List.of(group), false);
                }
            }
        }
        return perhaps(moment);
    }

    private Found perhaps(List<AnswersChange> moment) {
        AnswersChange in = null;
        boolean isLost = false;
        List<ChangedGroup> groups = new ArrayList<>();
        for (AnswersChange change : moment) {
            in = change.further() > 0 ? change : in;
            for (ChangedGroup group : change.groups()) {
                if (group.keys().mayHave(keys)) {
                    isLost = true;
                    if (group.trend() != Trend.UNCHANGED) {
                        in = change;
                        groups.add(group);
                    }
                }
            }
        }
        if (in != null || isLost) {
            keys = new WideIpKeys(keys.ofName(), ChangeKeys.NOT_KNOWN);
        }
        return new Found(in == null ? Match.NO : Match.PERHAPS, in, List.copyOf(groups), in != null || isLost);
    }
}
