package io.wideip.app.drill;

import io.wideip.app.api.DrillResult;
import io.wideip.app.api.DrillResult.RecoveryTimes;
import io.wideip.app.drill.DrillReport.WideIpDrill;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a drill came to, for people. */
public final class DrillText {
    /** Wide IPs, the slowest first: JSON has all of them. */
    private static final int MOST = 20;

    private static final Comparator<WideIpDrill> SLOWEST_FIRST = Comparator.comparing(WideIpDrill::isWhole)
            .thenComparingDouble(each -> each.recovery() == null ? 0 : -each.recovery());

    private DrillText() {}

    public static String of(DrillReport report) {
        DrillResult result = report.result();
        StringBuilder text = new StringBuilder("drill of datacenter " + result.datacenter());
        if (result.wideIps() != null) {
            text.append(", wide IPs ").append(result.wideIps());
        }
        text.append(" at ")
                .append(result.at())
                .append(": ")
                .append(result.reason())
                .append('\n');
        text.append("wide IPs answered from there before: %d%s; moved: %d; back: %d%n"
                .formatted(result.watched(), report.further() ? " and more" : "", result.moved(), result.back()));
        text.append("recovery, until all name servers answered without it: ").append(times(result.recovery()));
        text.append("with the TTL of the answers before, until no resolver may hold them: ")
                .append(times(result.recoveryWithTtl()));
        List<WideIpDrill> shown =
                report.wideIps().stream().sorted(SLOWEST_FIRST).limit(MOST).toList();
        shown.forEach(each -> wideIp(text, each));
        if (report.wideIps().size() > shown.size()) {
            text.append("  and %d more%n".formatted(report.wideIps().size() - shown.size()));
        }
        return text.toString();
    }

    private static void wideIp(StringBuilder text, WideIpDrill wideIp) {
        text.append("  ").append(wideIp.name()).append(": ");
        text.append(wideIp.recovery() == null ? "NOT MOVED" : seconds(wideIp.recovery()));
        text.append(", TTL ").append(wideIp.ttl()).append(" s\n");
        wideIp.stuck()
                .forEach(each -> text.append("    still answered from there: ")
                        .append(each)
                        .append('\n'));
        wideIp.notBack()
                .forEach(each -> text.append("    not answered from there again: ")
                        .append(each)
                        .append('\n'));
    }

    private static String times(RecoveryTimes times) {
        return "p50 " + seconds(times.p50()) + ", p99 " + seconds(times.p99()) + ", worst " + seconds(times.worst())
                + "\n";
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
