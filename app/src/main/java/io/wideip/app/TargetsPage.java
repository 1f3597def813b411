package io.wideip.app;

import io.wideip.app.admin.Pages.Page;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.prober.LastAttempt;
import io.wideip.prober.TargetReport;
import io.wideip.prober.probe.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How each target stands, as JSON. */
final class TargetsPage {
    private static final Comparator<TargetReport> ORDER = Comparator.comparing(
                    (TargetReport state) -> state.target().address())
            .thenComparing(state -> state.target().host())
            .thenComparing(state -> state.target().check().name());

    private TargetsPage() {}

    static Page of(Collection<TargetReport> targets) {
        String json = targets.stream()
                .sorted(ORDER)
                .map(TargetsPage::target)
                .collect(Collectors.joining(",\n", "{\"targets\":[\n", "\n]}\n"));
        return new Page(200, "application/json", json);
    }

    private static String target(TargetReport state) {
        Target target = state.target();
        TargetStatus status = state.status();
        boolean judged = !status.equals(TargetStatus.NEVER_JUDGED);
        return "{\"address\":" + Json.quoted(target.address())
                + ",\"host\":" + Json.quoted(target.host())
                + ",\"check\":" + Json.quoted(target.check().name())
                + ",\"type\":" + Json.quoted(state.type())
                + ",\"verdict\":" + Json.quoted(status.verdict().name().toLowerCase(Locale.ROOT))
                + ",\"available\":" + status.available()
                + ",\"reason\":" + Json.quoted(state.reason())
                + ",\"since\":" + Json.quoted(judged ? status.since().toString() : null)
                + ",\"failures\":" + state.failures()
                + ",\"successes\":" + state.successes()
                + ",\"last\":" + last(state.last()) + "}";
    }

    private static String last(@Nullable LastAttempt last) {
        if (last == null) {
            return "null";
        }
        return "{\"outcome\":" + Json.quoted(word(last.outcome()))
                + ",\"reason\":" + Json.quoted(reason(last.outcome()))
                + ",\"at\":" + Json.quoted(last.at().toString())
                + ",\"seconds\":"
                + String.format(Locale.ROOT, "%.6f", last.took().toNanos() / 1e9) + "}";
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Success) {
            return "success";
        }
        return outcome instanceof Outcome.Failure ? "failure" : "undecided";
    }

    private static @Nullable String reason(Outcome outcome) {
        if (outcome instanceof Outcome.Failure failure) {
            return failure.reason();
        }
        return outcome instanceof Outcome.Undecided undecided ? undecided.reason() : null;
    }
}
