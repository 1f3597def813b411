package io.wideip.app.command;

import io.wideip.app.api.ExplanationReport.ReplyReport;
import java.util.List;
import java.util.Locale;

/** A reply that clients may get, in a line for people. */
final class ReplyText {
    private ReplyText() {}

    static String of(ReplyReport reply) {
        List<String> shown = reply.answers().isEmpty() ? List.of(denial(reply)) : reply.answers();
        return percent(reply.share()) + "  " + String.join(", ", shown) + "  scope /" + reply.scope();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%5.1f%%", share * 100);
    }

    private static String denial(ReplyReport reply) {
        if (!reply.rcode().equals("NOERROR")) {
            return reply.rcode();
        }
        return reply.authoritative()
                ? "no such records (NODATA)"
                : "referral: " + String.join(", ", reply.authorities());
    }
}
