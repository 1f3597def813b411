package io.wideip.app.journal;

import io.wideip.app.api.JournalPage;
import io.wideip.app.api.JournalPage.JournalChange;
import io.wideip.app.api.LastChange;
import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import io.wideip.config.DomainName;
import io.wideip.config.section.Durations;
import io.wideip.config.section.Instants;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journal for whoever asks by the API. Thread-safe. */
public final class JournalOperations {
    private static final int MOST = 1_000;
    private static final int STANDARD = 100;

    private final Journal journal;
    private final SnapshotCompiler compiler;
    private final InstantSource clock;

    public JournalOperations(Journal journal, SnapshotCompiler compiler, InstantSource clock) {
        this.journal = journal;
        this.compiler = compiler;
        this.clock = clock;
    }

    public Operation<Operation.None, JournalPage> operation() {
        return Operation.get(
                        "/journal",
                        "Changes of answers with their causes, the newest first, page after page.",
                        JournalPage.class,
                        this::page)
                .with("name", "only those of this wide IP")
                .with("since", "only those since a time such as 2026-11-28T22:00:00Z, or within a duration such as 1h")
                .with("cause", "only those by: verdict, order, yaml, routes, database or start")
                .with("before", "only those before the change of this id")
                .with("limit", "changes on a page: 1 to 1000; 100 if not given");
    }

    private JournalPage page(OperationCall<Operation.None> call) throws OperationFailure {
        String name = call.query("name");
        Instant since = since(call.query("since"));
        ChangeCause.Kind kind = call.word("cause", ChangeCause.Kind.class);
        long before = before(call.query("before"));
        int limit = call.integer("limit", 1, MOST, STANDARD);

        // The keys first: what happens between the two is found by the name.
        WideIpKeys keys = name == null ? null : compiler.keys(name(name));
        List<JournalEntry> all = journal.all();
        WideIpHistory history = keys == null ? null : WideIpHistory.of(all, keys, since);
        List<JournalChange> changes = (history == null
                        ? newestFirst(all, since)
                        : history.found().stream().map(JournalReports::of))
                .filter(change -> change.id() < before && (kind == null || change.kind() == kind))
                .limit(limit + 1L)
                .toList();
        boolean isLast = changes.size() <= limit;
        return new JournalPage(
                isLast ? changes : changes.subList(0, limit),
                isLast ? null : changes.get(limit - 1).id(),
                keptSince(all),
                history == null ? null : history.certainSince());
    }

    /** The last change of a wide IP's answers. */
    public LastChange lastChange(DomainName name) {
        WideIpKeys keys = compiler.keys(name);
        List<JournalEntry> all = journal.all();
        WideIpHistory history = WideIpHistory.of(all, keys, Instant.MIN);
        WideIpHistory.Found last = history.last();
        return new LastChange(
                last == null ? null : JournalReports.of(last),
                history.certainSince() == null ? keptSince(all) : history.certainSince());
    }

    private static @Nullable Instant keptSince(List<JournalEntry> all) {
        return all.isEmpty() ? null : all.get(0).at();
    }

    private static Stream<JournalChange> newestFirst(List<JournalEntry> all, Instant since) {
        List<JournalEntry> entries = new ArrayList<>(all);
        Collections.reverse(entries);
        return entries.stream()
                .filter(entry -> !entry.at().isBefore(since) && !entry.change().changesNothing())
                .map(JournalReports::of);
    }

    private Instant since(@Nullable String written) throws OperationFailure {
        if (written == null) {
            return Instant.MIN;
        }
        Duration duration = Durations.parse(written);
        Instant time =
                duration == null ? Instants.parse(written) : clock.instant().minus(duration);
        if (time == null) {
            throw OperationFailure.invalid("'since' is '" + written
                    + "': write a duration such as 1h, or a time with its offset such as 2026-11-28T22:00:00Z");
        }
        return time;
    }

    private static long before(@Nullable String written) throws OperationFailure {
        if (written == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(written);
        } catch (NumberFormatException none) {
            throw OperationFailure.invalid("'before' is '" + written + "': write the id of a change");
        }
    }

    private static DomainName name(String written) throws OperationFailure {
        try {
            return DomainName.parse(written);
        } catch (IllegalArgumentException malformed) {
            throw OperationFailure.invalid("'name' is '" + written + "': " + malformed.getMessage());
        }
    }
}
