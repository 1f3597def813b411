package io.wideip.app.journal;

import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of answers in one line.
 *
 * @param cause of the first of them
 * @param causes how many there are, at least
 * @param wideIps how many changed, or may have
 * @param names of the first few
 * @param before the datacenters that served any of them
 * @param after those that serve any of them now
 * @param moves how many went from where to where, those of most wide IPs first
 * @param isOnlyNobody whether each that changed has nobody left, so that the error which names them says all
 */
record ChangeSummary(
        ChangeCause cause,
        int causes,
        int wideIps,
        List<String> names,
        List<String> before,
        List<String> after,
        List<String> moves,
        boolean isWorse,
        int withNobody,
        boolean isOnlyNobody) {
    private static final int NAMED = 5;
    private static final int MOVES = 3;

    /** @param changes at least one */
    static ChangeSummary of(List<AnswersChange> changes) {
        List<ChangedGroup> groups =
                changes.stream().flatMap(change -> change.changed().stream()).toList();
        int further = changes.stream().mapToInt(AnswersChange::further).sum();
        return new ChangeSummary(
                changes.get(0).causes().get(0),
                (int) changes.stream()
                                .flatMap(change -> change.causes().stream())
                                .distinct()
                                .count()
                        + changes.stream()
                                .mapToInt(AnswersChange::furtherCauses)
                                .sum(),
                further + groups.stream().mapToInt(ChangedGroup::wideIps).sum(),
                groups.stream()
                        .flatMap(group -> group.names().stream())
                        .map(ChangedName::name)
                        .sorted()
                        .distinct()
                        .limit(NAMED)
                        .toList(),
                datacenters(groups.stream().flatMap(group -> group.from().datacenters().stream())),
                datacenters(groups.stream().flatMap(group -> group.to().datacenters().stream())),
                moves(groups),
                groups.stream().anyMatch(group -> group.trend() == ChangedGroup.Trend.WORSE),
                changes.stream().mapToInt(AnswersChange::withNobody).sum(),
                further == 0 && groups.stream().allMatch(ChangedGroup::hasNobody));
    }

    private static List<String> moves(List<ChangedGroup> groups) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        groups.forEach(group -> counts.merge(
                "from " + listed(group.from().datacenters()) + " to "
                        + listed(group.to().datacenters())
                        + (group.hasNobody() ? ", nobody left" : ""),
                group.wideIps(),
                Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(move -> counts.size() == 1 ? move.getKey() : move.getValue() + " " + move.getKey())
                .toList();
    }

    private static List<String> datacenters(Stream<String> names) {
        return List.copyOf(names.collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whether no answer changed, so that only those are worth a line that have nobody left. */
    boolean isWithoutNews() {
        return wideIps == 0;
    }

    String text() {
        String named =
                String.join(", ", names) + (wideIps > names.size() ? " and " + (wideIps - names.size()) + " more" : "");
        return reason() + "; " + count(wideIps) + " changed" + (moves.size() > 1 ? ", " : " ") + told(moves)
                + (names.isEmpty() ? "" : ": " + named);
    }

    /** @param nobody the wide IPs that have nobody left, as far as they are named */
    String textOfNobody(List<String> nobody) {
        return "nobody is left of " + count(withNobody) + " (" + reason() + "): " + String.join(", ", nobody)
                + (withNobody > nobody.size() ? " and " + (withNobody - nobody.size()) + " more" : "");
    }

    private String reason() {
        return cause.text() + (causes > 1 ? " and " + (causes - 1) + " more" : "");
    }

    private static String told(List<String> moves) {
        return moves.stream().limit(MOVES).collect(Collectors.joining("; "))
                + (moves.size() > MOVES ? " and " + (moves.size() - MOVES) + " other ways" : "");
    }

    private static String count(int wideIps) {
        return wideIps + (wideIps == 1 ? " wide IP" : " wide IPs");
    }

    private static String listed(List<String> datacenters) {
        return datacenters.isEmpty() ? "no datacenter" : String.join(", ", datacenters);
    }
}
