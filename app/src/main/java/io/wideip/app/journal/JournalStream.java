package io.wideip.app.journal;

import io.wideip.app.admin.EventStream;
import io.wideip.app.api.JournalGap;
import io.wideip.app.json.JsonMapping;
import org.jspecify.annotations.Nullable;

/**
 * The journal as server-sent events (HTML standard, section 9.2). All that is kept for a reader is how far it has come; what it reads
 * too late for the journal is told as a gap.
 */
public final class JournalStream implements EventStream {
    private static final int LONGEST = 65_536;

    private final Journal journal;
    private final Runnable closed;
    private long position;
    private boolean hasGap;
    private @Nullable Runnable wake;

    /**
     * Not read yet.
     *
     * @param after the id of the change that was read last; null to begin with what comes
     * @param closed run when it is
     */
    JournalStream(Journal journal, @Nullable Long after, Runnable closed) {
        this.journal = journal;
        this.closed = closed;
        position = after == null ? journal.last() : after;
        // One that is not known was lost in a crash, or is older than the journal.
        hasGap = after != null && !journal.contains(after);
        if (position > journal.last()) {
            position = journal.last();
        }
    }

    @Override
    public String next() {
        StringBuilder text = new StringBuilder();
        long forgotten = journal.forgotten();
        if (hasGap || position < forgotten) {
            hasGap = false;
            position = Math.max(position, forgotten);
            text.append("event: gap\ndata: ")
                    .append(JsonMapping.write(
                            new JournalGap("changes before the next one may be missing: ask /api/v1/journal")))
                    .append('\n');
        }
        for (JournalEntry entry : journal.after(position, Integer.MAX_VALUE)) {
            if (!entry.change().changesNothing()) {
                text.append("id: ").append(entry.id()).append("\nevent: change\ndata: ");
                text.append(JsonMapping.write(JournalReports.of(entry))).append('\n');
            }
            position = entry.id();
            if (text.length() > LONGEST) {
                break;
            }
        }
        return text.toString();
    }

    @Override
    public void follow(Runnable of) {
        wake = of;
        journal.follow(of);
    }

    @Override
    public void close() {
        if (wake != null) {
            journal.unfollow(wake);
        }
        closed.run();
    }
}
