package io.wideip.app.command;

import io.wideip.app.api.ExplanationReport.GeoRecordReport;
import io.wideip.app.api.LocatedAddress;
import io.wideip.app.api.LocatedAddress.DatabaseReport;
import io.wideip.app.api.LocatedAddress.WideIpAnswers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a client is, for people. */
final class LocatedAddressText {
    private final StringBuilder text = new StringBuilder();

    private LocatedAddressText() {}

    static String of(LocatedAddress located) {
        LocatedAddressText text = new LocatedAddressText();
        text.add(located);
        return text.text.toString();
    }

    private void add(LocatedAddress located) {
        line(0, LocationText.of(located.location()));
        for (List<String> tie : located.ties()) {
            line(1, LocatedNetworkText.tie(tie) + ": in turn where a wide IP has 'ties: rotate', else in this order");
        }
        if (!located.weights().isEmpty()) {
            line(1, "divided by weights: " + joined(located.weights()));
        }
        if (!located.distances().isEmpty()) {
            line(
                    1,
                    "distances: "
                            + located.distances().stream()
                                    .map(each -> each.datacenter() + " " + each.kilometres() + " km")
                                    .collect(Collectors.joining(", ")));
        }
        located.databases().forEach(this::add);
        line(1, "scope " + scope(located));
        if (!located.wideIps().isEmpty()) {
            line(1, "answers of wide IPs with the policy geo");
            located.wideIps().forEach(this::add);
        }
        if (located.furtherWideIps() > 0) {
            line(2, "and " + located.furtherWideIps() + " further wide IPs");
        }
    }

    private static String joined(Map<String, Integer> weights) {
        return weights.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void add(DatabaseReport database) {
        line(
                1,
                "database " + database.file() + " (" + database.type() + " of " + database.built() + "): "
                        + database.network() + ", " + says(database.record()));
    }

    private static String says(@Nullable GeoRecordReport record) {
        if (record == null) {
            return "says nothing";
        }
        String position = record.latitude() == null ? "" : "at " + record.latitude() + ", " + record.longitude();
        String words = LocationText.words(record);
        return words + (words.isEmpty() || position.isEmpty() ? "" : ", ") + position;
    }

    private static String scope(LocatedAddress located) {
        if (located.beyond() != null) {
            return located.scope() + ": a wider one would hold " + LocatedNetworkText.of(located.beyond());
        }
        return located.scope()
                + (located.scope().endsWith("/0")
                        ? ": all addresses have this location"
                        : ": a wider one would hold IPv4-mapped addresses");
    }

    private void add(WideIpAnswers answers) {
        line(2, answers.name() + " " + answers.type());
        answers.replies().forEach(reply -> line(3, ReplyText.of(reply)));
        if (answers.furtherReplies() > 0) {
            line(3, "and " + answers.furtherReplies() + " further ones");
        }
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }
}
