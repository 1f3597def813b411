package io.wideip.app.drill;

import io.wideip.app.api.DrillResult;
import io.wideip.app.api.DrillResult.RecoveryTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a drill came to.
 *
 * @param drain the id of the order
 * @param nameServers all that were asked
 * @param further whether there may be more wide IPs, which were drained but not watched
 */
public record DrillReport(
        DrillResult result, String drain, List<String> nameServers, List<WideIpDrill> wideIps, boolean further) {
    /**
     * One wide IP.
     *
     * @param ttl of the answers before, in seconds: what resolvers may still hold
     * @param recovery seconds until the answers of all name servers had moved; absent where some had not in time
     * @param stuck the answers that had not
     * @param notBack the answers in which the datacenter was not seen again
     */
    public record WideIpDrill(
            String name, long ttl, @Nullable Double recovery, List<String> stuck, List<String> notBack) {
        boolean isWhole() {
            return stuck.isEmpty() && notBack.isEmpty();
        }
    }

    /** Whether all answers moved, and came back. */
    public boolean isWhole() {
        return wideIps.stream().allMatch(WideIpDrill::isWhole);
    }

    /**
     * What is drilled.
     *
     * @param wideIps a pattern of names; null for all
     */
    public record Subject(String datacenter, @Nullable String wideIps, String reason) {}

    /** Of the first half, between the order and its end. */
    static Map<String, WideIpDrill> moved(List<WatchedAnswer> answers, long orderedAt) {
        Map<String, WideIpDrill> drills = new LinkedHashMap<>();
        answers.forEach(each -> drills.merge(each.wideIp().name(), moved(each, orderedAt), DrillReport::both));
        return drills;
    }

    private static WideIpDrill moved(WatchedAnswer answer, long orderedAt) {
        return new WideIpDrill(
                answer.wideIp().name(),
                answer.ttl().toSeconds(),
                answer.hasMoved() ? (answer.movedAt() - orderedAt) / 1e9 : null,
                answer.hasMoved() ? List.of() : List.of(answer.toString()),
                List.of());
    }

    private static WideIpDrill both(WideIpDrill one, WideIpDrill other) {
        List<String> stuck = new ArrayList<>(one.stuck);
        stuck.addAll(other.stuck);
        return new WideIpDrill(
                one.name,
                Math.max(one.ttl, other.ttl),
                one.recovery == null || other.recovery == null ? null : Math.max(one.recovery, other.recovery),
                stuck,
                List.of());
    }

    /** With the second half, after the order's end. */
    static DrillReport of(
            Subject subject,
            String drain,
            Instant at,
            List<String> nameServers,
            Map<String, WideIpDrill> moved,
            List<WatchedAnswer> after,
            boolean further) {
        Map<String, List<String>> notBack = new LinkedHashMap<>();
        after.stream()
                .filter(each -> !each.isSeen())
                .forEach(each -> notBack.computeIfAbsent(each.wideIp().name(), any -> new ArrayList<>())
                        .add(each.toString()));
        List<WideIpDrill> drills = moved.values().stream()
                .map(each -> new WideIpDrill(
                        each.name, each.ttl, each.recovery, each.stuck, notBack.getOrDefault(each.name, List.of())))
                .toList();
        return new DrillReport(result(subject, at, drills), drain, nameServers, drills, further);
    }

    private static DrillResult result(Subject subject, Instant at, List<WideIpDrill> drills) {
        return new DrillResult(
                subject.datacenter,
                subject.wideIps,
                subject.reason,
                at,
                drills.size(),
                (int) drills.stream().filter(each -> each.stuck.isEmpty()).count(),
                (int) drills.stream().filter(each -> each.notBack.isEmpty()).count(),
                times(drills, 0),
                times(drills, 1));
    }

    /** @param ttls how often the TTL is counted in */
    private static RecoveryTimes times(List<WideIpDrill> drills, int ttls) {
        ToDoubleFunction<WideIpDrill> time = each -> (each.recovery == null ? 0 : each.recovery) + ttls * each.ttl;
        double[] sorted = drills.stream()
                .filter(each -> each.recovery != null)
                .mapToDouble(time)
                .sorted()
                .toArray();
        return new RecoveryTimes(quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
    }

    /** The least time within which so many have moved. */
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
