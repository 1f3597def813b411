package io.wideip.app.api;

import io.wideip.app.api.TargetPage.TargetEntry;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.Prober;
import io.wideip.prober.TargetReport;
import java.util.Comparator;
import java.util.List;

/** The targets of health checks. Thread-safe. */
public final class TargetOperations {
    private static final int MOST = 1_000;
    private static final int STANDARD = 100;
    private static final Comparator<TargetReport> ORDER = Comparator.comparing(
                    (TargetReport each) -> each.target().address())
            .thenComparing(each -> each.target().host())
            .thenComparing(each -> each.target().check().name());

    private final Prober prober;

    public TargetOperations(Prober prober) {
        this.prober = prober;
    }

    public List<Operation<?, ?>> all() {
        return List.of(Operation.get("/targets", "How targets stand, page after page.", TargetPage.class, this::page)
                .with("verdict", "only those: up, down or unknown")
                .with("host", "only those checked for this host name")
                .with("from", "begin at this number of those that match; 0 if not given")
                .with("limit", "targets on a page: 1 to 1000; 100 if not given"));
    }

    private TargetPage page(OperationCall<Operation.None> call) throws OperationFailure {
        Verdict verdict = call.word("verdict", Verdict.class);
        String host = call.query("host");
        int from = call.integer("from", 0, Integer.MAX_VALUE, 0);
        int limit = call.integer("limit", 1, MOST, STANDARD);
        List<TargetReport> matching = prober.targets().stream()
                .filter(each -> verdict == null || each.status().verdict() == verdict)
                .filter(each -> host == null || each.target().host().equals(host))
                .sorted(ORDER)
                .toList();
        List<TargetEntry> page = matching.stream()
                .skip(from)
                .limit(limit)
                .map(TargetOperations::entry)
                .toList();
        long end = (long) from + page.size();
        return new TargetPage(matching.size(), page, end < matching.size() ? Long.toString(end) : null);
    }

    private static TargetEntry entry(TargetReport target) {
        TargetStatus status = target.status();
        return new TargetEntry(
                target.target().address(),
                target.target().host(),
                target.target().check().name(),
                target.datacenter(),
                status.verdict(),
                status.available(),
                target.reason(),
                status.equals(TargetStatus.NEVER_JUDGED) ? null : status.since(),
                target.failures(),
                target.successes());
    }
}
