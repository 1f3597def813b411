package io.wideip.app.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wideip.app.json.JsonMapping;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.state.StateLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the journal over a restart, on a thread of its own: the disk holds up nothing else. Whatever waits for the disk is in the
 * journal, and bounded with it.
 */
final class JournalDisk implements AutoCloseable {
    /** The name of the file. */
    static final String NAME = "journal";

    private static final int VERSION = 1;
    /** Then it is written anew, with what the journal still has. */
    private static final long LARGEST = 64L * 1024 * 1024;

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Journal journal;
    private final StateLog log;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread disk = new Thread(work, "journal-disk");
        disk.setDaemon(true);
        return disk;
    });

    // From here on: of the thread.
    private long written;
    private boolean failed;
    private @Nullable ScheduledFuture<?> retry;

    /** Reads what was kept before a restart into the journal, and keeps there what comes. */
    JournalDisk(Journal journal, StateDirectory directory) {
        this.journal = journal;
        log = directory.log(NAME, VERSION);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        List<JournalEntry> kept = new ArrayList<>();
        try {
            for (String line : log.read()) {
                kept.add(JsonMapping.read(JsonMapping.tree(line.getBytes(UTF_8)), JournalEntry.class));
            }
        } catch (IOException e) {
            log.setAside("one of its lines can't be understood, " + kept.size() + " before it are used");
            failed = true; // So that all is written anew.
        }
        journal.remember(kept);
        written = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).id();
        if (directory.path() != null) {
            journal.follow(this::wake);
        }
    }

    private void wake() {
        if (due.compareAndSet(false, true)) {
            try {
                thread.execute(this::write);
            } catch (RejectedExecutionException closed) {
                due.set(true); // What comes now is lost with the process.
            }
        }
    }

    private void write() {
        due.set(false);
        boolean isAnew = failed || log.size() > LARGEST;
        List<JournalEntry> entries = isAnew ? journal.all() : journal.after(written, Integer.MAX_VALUE);
        if (entries.isEmpty()) {
            return;
        }
        failed = !(isAnew ? log.replace(lines(entries)) : log.append(lines(entries)));
        if (!failed) {
            written = entries.get(entries.size() - 1).id();
        } else if (retry == null || retry.isDone()) {
            retry = thread.schedule(this::write, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static List<String> lines(Collection<JournalEntry> entries) {
        return entries.stream().map(entry -> JsonMapping.write(entry).strip()).toList();
    }

    /** Writes what is left. */
    @Override
    public void close() {
        wake();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
