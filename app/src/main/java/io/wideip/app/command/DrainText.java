package io.wideip.app.command;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.DrainReport;
import java.util.List;

/** Drains, for people. */
final class DrainText {
    private DrainText() {}

    static String of(DrainReport.All all) {
        StringBuilder text = new StringBuilder();
        all.drains().forEach(drain -> text.append(drain).append('\n'));
        return all.drains().isEmpty() ? "no drains\n" : text.toString();
    }

    static String ofDrain(DrainOutcome outcome) {
        return outcome(outcome, outcome.done() ? "in force: " : "would be in force: ");
    }

    static String ofResume(DrainOutcome outcome) {
        return outcome(outcome, outcome.done() ? "ended: " : "would end: ");
    }

    private static String outcome(DrainOutcome outcome, String what) {
        StringBuilder text = new StringBuilder();
        outcome.drains().forEach(drain -> text.append(what).append(drain).append('\n'));
        text.append("wide IPs that change: ").append(outcome.wideIps()).append('\n');
        outcome.shifts()
                .forEach(shift -> text.append("  %d from %s to %s%n"
                        .formatted(shift.wideIps(), datacenters(shift.from()), datacenters(shift.to()))));
        if (outcome.losing() > 0) {
            text.append("wide IPs without an available datacenter then: %d%n".formatted(outcome.losing()));
            outcome.losingNames().forEach(name -> text.append("  ").append(name).append('\n'));
            if (outcome.losing() > outcome.losingNames().size()) {
                text.append("  and %d more%n"
                        .formatted(outcome.losing() - outcome.losingNames().size()));
            }
        }
        outcome.remaining()
                .forEach(drain -> text.append("stays in force: ").append(drain).append('\n'));
        if (outcome.done() && !outcome.kept()) {
            text.append("a restart forgets it: server.state names no directory\n");
        }
        return text.toString();
    }

    private static String datacenters(List<String> names) {
        return names.isEmpty() ? "nowhere" : String.join(", ", names);
    }
}
