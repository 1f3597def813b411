package io.wideip.prober;

import io.wideip.config.state.StateFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves what is known: soon after a change, and from time to time without one, because old knowledge is not believed.
 * Belongs to the timeline, but for {@link #close}. A thread of its own writes to the disk.
 */
final class VerdictSaver {
    /** The name of the file. */
    static final String NAME = "verdicts";

    private static final long APART_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long AT_LEAST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Logger log = LoggerFactory.getLogger(VerdictSaver.class);

    private final StateFile file;
    private final Function<Instant, List<Known>> known;
    private final Timeline timeline;
    private final AtomicBoolean saving = new AtomicBoolean();
    private long lastNanos;
    private long dueNanos;
    private @Nullable Future<?> due;
    private volatile boolean begun;

    /** @param known gives what is to be saved */
    VerdictSaver(StateFile file, Function<Instant, List<Known>> known, Timeline timeline) {
        this.file = file;
        this.known = known;
        this.timeline = timeline;
    }

    /** What was saved before the restart; empty where that can't be used. */
    static List<Known> read(StateFile file, Instant now) {
        StateFile.Saved saved = file.read();
        if (saved == null) {
            return List.of();
        }
        if (KnownTargets.isTooOld(saved.at(), now)) {
            log.warn("the verdicts that were saved at {} are too old to be believed, or from the future", saved.at());
            return List.of();
        }
        try {
            return KnownText.parse(saved.text());
        } catch (RuntimeException e) {
            file.setAside("its lines can't be understood (" + e + ")");
            return List.of();
        }
    }

    /** The first time: nothing is saved before there is something to know. */
    void begin() {
        begun = true;
        lastNanos = timeline.nanos() - APART_NANOS;
        saveAt(timeline.nanos() + AT_LEAST_NANOS);
    }

    void changed() {
        long soonest = Math.max(lastNanos + APART_NANOS - timeline.nanos(), 0) + timeline.nanos();
        if (due == null || dueNanos - soonest > 0) {
            saveAt(soonest);
        }
    }

    /** For the last time, and at once. */
    void close() {
        if (begun) {
            file.save(KnownText.format(known.apply(timeline.instant())), timeline.instant());
        }
    }

    private void saveAt(long nanos) {
        if (due != null) {
            due.cancel(false);
        }
        dueNanos = nanos;
        due = timeline.at(nanos, this::save);
    }

    private void save() {
        due = null;
        lastNanos = timeline.nanos();
        saveAt(lastNanos + AT_LEAST_NANOS);
        if (!saving.compareAndSet(false, true)) {
            // The disk is slow.
            saveAt(lastNanos + APART_NANOS);
            return;
        }
        Instant now = timeline.instant();
        List<Known> all = known.apply(now);
        timeline.aside(() -> {
            try {
                file.save(KnownText.format(all), now);
            } finally {
                saving.set(false);
            }
        });
    }
}
