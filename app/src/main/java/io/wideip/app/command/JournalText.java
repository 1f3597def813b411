package io.wideip.app.command;

import io.wideip.app.api.JournalPage.GroupReport;
import io.wideip.app.api.JournalPage.JournalChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangedName;
import io.wideip.dns.change.ServedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Changes of answers, for people. */
final class JournalText {
    private JournalText() {}

    /** One change: what changed, and why. */
    static List<String> lines(JournalChange change) {
        List<String> lines = new ArrayList<>();
        List<ChangeCause> causes = change.causes();
        lines.add(change.at() + " " + causes.get(0).text());
        causes.stream().skip(1).forEach(cause -> lines.add("  and: " + cause.text()));
        if (change.furtherCauses() > 0) {
            lines.add("  and " + change.furtherCauses() + " further causes");
        }
        if (change.match() == Match.PERHAPS) {
            lines.add("  perhaps: so much changed at once that the journal does not know all names");
        }
        change.groups().forEach(group -> lines.add("  " + group(group)));
        if (change.further() > 0) {
            lines.add("  any of " + change.further() + " further wide IPs: the journal does not know which");
        }
        return lines;
    }

    private static String group(GroupReport group) {
        String what = switch (group.trend()) {
            case ADDED -> "added, to " + places(group.to());
            case REMOVED -> "removed, from " + places(group.from());
            default -> "from " + places(group.from()) + " to " + places(group.to());
        };
        String trend = group.nobodyLeft()
                ? ", nobody left"
                : switch (group.trend()) {
                    case WORSE, BETTER -> ", " + group.trend().name().toLowerCase(Locale.ROOT);
                    default -> "";
                };
        return (group.wideIps() == 1 ? "1 wide IP " : group.wideIps() + " wide IPs ") + what + trend + ": "
                + names(group);
    }

    private static String places(ServedBy by) {
        if (by.datacenters().isEmpty()) {
            return "nowhere";
        }
        return String.join(", ", by.datacenters()) + " (" + String.join(", ", by.vips()) + ")";
    }

    private static String names(GroupReport group) {
        String names =
                String.join(", ", group.names().stream().map(JournalText::name).toList());
        return group.furtherNames() == 0 ? names : names + " and " + group.furtherNames() + " more";
    }

    private static String name(ChangedName name) {
        return name.origin() == null ? name.name() : name.name() + " [" + name.origin() + "]";
    }
}
