package io.wideip.prober;

import io.wideip.config.SuspicionOptions;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdicts;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.state.StateFile;
import io.wideip.prober.probe.Attempts;
import io.wideip.prober.probe.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Probes a set of targets, each at its check's interval with a jitter of 10 % either way, and judges them. Thread-safe; {@link #of}
 * takes no lock. One thread of its own holds all state and calls the listeners; the attempts themselves run on event loops.
 */
public final class Prober implements Verdicts, AutoCloseable {
    private final Timeline timeline;
    private final Attempts attempts;
    private final TargetTable table = new TargetTable();
    private final Checks checks;
    private final int places;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private volatile @Nullable VerdictSaver saver;

    public Prober(VerdictListener listener, ProberListener counting) {
        this(listener, counting, new Lag());
    }

    private Prober(VerdictListener listener, ProberListener counting, Lag lag) {
        this(
                new Notifier(listener, counting),
                Attempts.onNetty(late -> lag.add(late, System.nanoTime())),
                new ThreadTimeline(lag),
                new Checks.Limits(() -> ThreadLocalRandom.current().nextDouble(), OpenFiles.places(), lag));
    }

    Prober(Notifier notifier, Attempts attempts, Timeline timeline, Checks.Limits limits) {
        this.attempts = attempts;
        this.timeline = timeline;
        places = limits.places();
        checks = new Checks(notifier, attempts, timeline, limits, table, this::keep);
        checks.begin();
    }

    /** Attempts at once, each of which holds a socket; those above it wait their turn, and are counted as late. */
    public int places() {
        return places;
    }

    /**
     * Takes in what was known before a restart, and keeps what is known from now on. To be called before the first targets are
     * given. Reads the disk.
     */
    public void remember(StateDirectory directory) {
        StateFile file = directory.file(VerdictSaver.NAME, KnownText.VERSION);
        List<Known> before = VerdictSaver.read(file, timeline.instant());
        timeline.run(() -> {
            table.remember(before);
            if (directory.path() != null) {
                VerdictSaver fresh = new VerdictSaver(file, table::known, timeline);
                fresh.begin();
                saver = fresh;
            }
        });
    }

    /**
     * Says when this prober takes itself for unwell; until then it never does.
     *
     * @param options null for never
     */
    public void suspect(@Nullable SuspicionOptions options) {
        timeline.run(() -> checks.suspect(options));
    }

    /**
     * Adds targets and removes others. Those that stay keep their state and their schedule; those that go are forgotten, and what
     * runs for them is cancelled. A new one whose check has changed begins with what was known of it. Returns at once.
     *
     * @param added with the name of each one's datacenter; for one that is there already, its new one; not to be changed after
     * @param removed those that are not there are passed over; not to be changed after
     * @return ends when {@link #of} speaks of the new targets, with how many these are, or when the prober is closed; what is
     *     chained to it must not block
     * @throws IllegalArgumentException if a target's check has options that did not come from the catalogue of probe types
     */
    public CompletionStage<Integer> change(Map<Target, String> added, Collection<Target> removed) {
        for (Target target : added.keySet()) {
            if (!(target.check().probe() instanceof Probe)) {
                throw new IllegalArgumentException("no type of probe: " + target.check());
            }
        }
        CompletableFuture<Integer> done = new CompletableFuture<>();
        timeline.run(() -> {
            try {
                done.complete(checks.change(added, removed));
            } finally {
                done.complete(0); // Where it threw.
            }
        });
        return untilClosed(done).thenApply(fresh -> fresh instanceof Integer count ? count : 0);
    }

    /**
     * How those of these targets would stand at first that are not probed, if they were from now on: what is known of one whose check
     * has changed counts. Changes nothing.
     */
    public CompletionStage<Map<Target, TargetStatus>> foresee(Collection<Target> targets) {
        CompletableFuture<Map<Target, TargetStatus>> done = new CompletableFuture<>();
        timeline.run(() -> {
            try {
                done.complete(table.foresee(targets, timeline.nanos(), timeline.instant()));
            } finally {
                done.complete(Map.of()); // Where it threw.
            }
        });
        return done.applyToEither(closing.thenApply(closed -> Map.of()), statuses -> statuses);
    }

    /**
     * Ends when something is known of each target that is probed now, or `fall` attempts of it have ended, or it is gone; or when
     * the prober is closed. What is chained to it runs on the prober's thread and must not block.
     */
    public CompletionStage<Void> judged() {
        Round round = new Round();
        timeline.run(() -> checks.await(round));
        return untilClosed(round.end()).thenRun(() -> {});
    }

    @Override
    public TargetStatus of(Target target) {
        return table.status(target);
    }

    /** How each target stands now, in no order. */
    public List<TargetReport> targets() {
        List<TargetReport> all = new ArrayList<>();
        table.all().forEach(one -> all.add(one.state()));
        return List.copyOf(all);
    }

    /** Costs the same for any number of targets. */
    public ProberCounts counts() {
        return checks.counts();
    }

    /** How long ago its thread last moved, which it does every second unless something holds it up. */
    public Duration sinceMoved() {
        return checks.sinceMoved();
    }

    /** Cancels what runs and calls the listener no more; what is known stays readable. */
    @Override
    public void close() {
        checks.close();
        timeline.close();
        attempts.close();
        closing.complete(null);
        VerdictSaver last = saver;
        if (last != null) {
            last.close();
        }
    }

    private void keep() {
        VerdictSaver now = saver;
        if (now != null) {
            now.changed();
        }
    }

    /** Ends as the stage does, or with null when the prober is closed. */
    private CompletionStage<@Nullable Object> untilClosed(CompletionStage<?> stage) {
        return CompletableFuture.anyOf(stage.toCompletableFuture(), closing).minimalCompletionStage();
    }
}
