package io.wideip.app.journal;

import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells in the log which answers have changed and why: a line for each of the first changes that come close together, then a line for
 * all that follow within ten seconds. Wide IPs that have nobody left are named in an error of their own. Thread-safe.
 */
public final class ChangeLog implements AnswersChange.Listener, AutoCloseable {
    /** How long changes count as coming together. */
    public static final Duration TOGETHER = Duration.ofSeconds(10);

    /** Of its lines. */
    public static final String SUBJECT = "answers";

    private static final Logger LOG = LoggerFactory.getLogger(SUBJECT);
    private static final int MOST_LINES = 2;

    private final LongSupplier nanos;
    private final Executor later;
    private long began;
    private int lines;
    private List<AnswersChange> further = new ArrayList<>();

    /**
     * Makes one that has told nothing yet.
     *
     * @param later runs what it is given once {@link #TOGETHER} is over
     */
    public ChangeLog(LongSupplier nanos, Executor later) {
        this.nanos = nanos;
        this.later = later;
    }

    @Override
    public synchronized void changed(AnswersChange change) {
        // What the YAML changes is told of by its source; what is there at the start, by what it is.
        boolean isToldElsewhere = change.kind() == ChangeCause.Kind.START || change.kind() == ChangeCause.Kind.YAML;
        if (change.withNobody() == 0 && (change.changesNothing() || isToldElsewhere)) {
            return;
        }
        if (lines > 0 && further.isEmpty() && nanos.getAsLong() - began >= TOGETHER.toNanos()) {
            lines = 0;
        }
        if (lines < MOST_LINES) {
            if (lines == 0) {
                began = nanos.getAsLong();
            }
            lines++;
            tell(List.of(change));
            return;
        }
        if (further.isEmpty()) {
            later.execute(this::tellFurther);
        }
        further.add(change);
    }

    /** Tells what waits for its time. */
    @Override
    public void close() {
        tellFurther();
    }

    private synchronized void tellFurther() {
        if (further.isEmpty()) {
            return;
        }
        List<AnswersChange> told = further;
        further = new ArrayList<>();
        // More may follow: no line for each of them until there is quiet for a while.
        began = nanos.getAsLong();
        tell(told);
    }

    private static void tell(List<AnswersChange> changes) {
        ChangeSummary summary = ChangeSummary.of(changes);
        if (!summary.isWithoutNews() && !summary.isOnlyNobody()) {
            write(summary.isWorse() ? Level.WARN : Level.INFO, summary, summary.text());
        }
        List<String> nobody = changes.stream()
                .flatMap(change -> change.groups().stream())
                .filter(ChangedGroup::hasNobody)
                .flatMap(group -> group.names().stream())
                .map(ChangedName::name)
                .sorted()
                .toList();
        if (!nobody.isEmpty()) {
            write(Level.ERROR, summary, summary.textOfNobody(nobody));
        }
    }

    private static void write(Level level, ChangeSummary summary, String text) {
        LOG.atLevel(level)
                .addKeyValue("datacenter", summary.cause().datacenter())
                .addKeyValue("vip", summary.cause().vip())
                .addKeyValue("wideIps", summary.wideIps())
                .addKeyValue("names", summary.names())
                .addKeyValue("before", summary.before())
                .addKeyValue("after", summary.after())
                .addKeyValue("reason", summary.cause().text())
                .log("{}", text);
    }
}
