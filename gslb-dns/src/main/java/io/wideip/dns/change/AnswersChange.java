package io.wideip.dns.change;

import java.util.List;

/**
 * A change of answers that has one cause, or several that came together.
 *
 * @param part its number among those that became visible at the same moment, from 0
 * @param causes the first of them
 * @param furtherCauses how many more
 * @param groups wide IPs that changed alike
 * @param further wide IPs that may have changed besides: there were too many to compare, or what all answers depend on was changed
 */
public record AnswersChange(
        int part, List<ChangeCause> causes, int furtherCauses, List<ChangedGroup> groups, int further) {

    /** Told of changes in their order, before anything else is compiled, on a thread that it must not hold up. */
    @FunctionalInterface
    public interface Listener {
        void changed(AnswersChange change);
    }

    public ChangeCause.Kind kind() {
        return causes.get(0).kind();
    }

    /** How many wide IPs changed for certain. */
    public int wideIps() {
        return changed().stream().mapToInt(ChangedGroup::wideIps).sum();
    }

    /** The groups whose answers changed. */
    public List<ChangedGroup> changed() {
        return groups.stream()
                .filter(group -> group.trend() != ChangedGroup.Trend.UNCHANGED)
                .toList();
    }

    /** Whether nobody sees anything of it. */
    public boolean changesNothing() {
        return kind() != ChangeCause.Kind.START && further == 0 && changed().isEmpty();
    }

    /** How many of these have no member left that is available. */
    public int withNobody() {
        return groups.stream()
                .filter(ChangedGroup::hasNobody)
                .mapToInt(ChangedGroup::wideIps)
                .sum();
    }
}
