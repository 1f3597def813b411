package io.wideip.prober;

import io.wideip.config.availability.Standing;
import io.wideip.config.availability.Target;
import io.wideip.config.availability.Verdict;
import io.wideip.config.availability.Verdicts;
import io.wideip.prober.probe.Attempts;
import io.wideip.prober.probe.Outcome;
import io.wideip.prober.probe.Probe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes a set of targets, each at its check's interval with a jitter of 10 % either way, and judges them. The interval stays
 * the same while a target is failing or rising. Thread-safe; {@link #of} takes no lock. One thread of its own holds all state
 * and calls the listener; the attempts themselves run on event loops.
 */
public final class Prober implements Verdicts, AutoCloseable {
    /** Attempts at once, each of which holds a socket; those above it wait their turn, and are counted as late. */
    public static final int CEILING = 2_000;
    /** New targets start this far apart on average, but none later than its interval, and few of them within a second. */
    private static final Duration START_APART = Duration.ofMillis(5);

    private static final Duration START_SOON = Duration.ofSeconds(1);
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Logger log = LoggerFactory.getLogger(Prober.class);

    private final VerdictListener listener;
    private final Attempts attempts;
    private final Timeline timeline;
    private final DoubleSupplier random;
    private final int ceiling;
    private final Map<Target, Tracked> tracked = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();
    private final VerdictTotals totals = new VerdictTotals();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong late = new AtomicLong();
    private final FirstRound firstRound = new FirstRound();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    // From here on: written on the timeline only.
    private final Queue<Tracked> due = new ArrayDeque<>();
    private long undecidedSinceSweep;
    private String lastUndecided = "";
    private volatile int waiting;
    private volatile long moved;
    private volatile boolean closed;

    public Prober(VerdictListener listener) {
        this(
                listener,
                Attempts.onNetty(),
                new ThreadTimeline(),
                () -> ThreadLocalRandom.current().nextDouble(),
                CEILING);
    }

    /** @param random gives numbers from 0 to 1 */
    Prober(VerdictListener listener, Attempts attempts, Timeline timeline, DoubleSupplier random, int ceiling) {
        this.listener = listener;
        this.attempts = attempts;
        this.timeline = timeline;
        this.random = random;
        this.ceiling = ceiling;
        moved = timeline.nanos();
        timeline.at(moved + SWEEP_NANOS, this::sweep);
    }

    /**
     * Replaces the set of targets. Those that stay keep their state and their schedule; those that go are forgotten, and what
     * runs for them is cancelled. One whose check has changed begins with what was known of it. Returns at once.
     *
     * @return ends when {@link #of} speaks of the new targets, or when the prober is closed; what is chained to it must not
     *     block
     * @throws IllegalArgumentException if a target's check has options that did not come from the catalogue of probe types
     */
    public CompletionStage<Void> probe(Set<Target> targets) {
        // Not Set.copyOf: it is slow where hashes collide.
        Set<Target> wanted = new HashSet<>(targets);
        for (Target target : wanted) {
            if (!(target.check().probe() instanceof Probe)) {
                throw new IllegalArgumentException("no type of probe: " + target.check());
            }
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        timeline.run(() -> {
            try {
                replace(wanted);
            } finally {
                done.complete(null);
            }
        });
        return CompletableFuture.anyOf(done, closing).thenRun(() -> {}).minimalCompletionStage();
    }

    /**
     * Ends when each target of the first set has a verdict, or has had `fall` attempts, or is gone; or when the prober is
     * closed. What is chained to it runs on the prober's thread and must not block.
     */
    public CompletionStage<Void> firstRound() {
        return firstRound.end();
    }

    @Override
    public Standing of(Target target) {
        Tracked one = tracked.get(target);
        return one == null ? Standing.NEVER_JUDGED : one.standing();
    }

    /** Costs the same for any number of targets. */
    public ProberCounts counts() {
        return new ProberCounts(tally.counts(), inFlight.get(), waiting, late.get(), totals.counts());
    }

    /** How long ago its thread last moved, which it does every second unless something holds it up. */
    public Duration sinceMoved() {
        return Duration.ofNanos(timeline.nanos() - moved);
    }

    /** Cancels what runs and calls the listener no more; the standings stay readable. */
    @Override
    public void close() {
        closed = true;
        timeline.close();
        attempts.close();
        firstRound.close();
        closing.complete(null);
    }

    private void replace(Set<Target> wanted) {
        List<Target> fresh =
                wanted.stream().filter(target -> !tracked.containsKey(target)).toList();
        Predecessors predecessors = new Predecessors(fresh, tracked.values());
        for (Iterator<Tracked> all = tracked.values().iterator(); all.hasNext(); ) {
            Tracked one = all.next();
            if (!wanted.contains(one.target)) {
                all.remove();
                totals.remove(one.standing().verdict());
                forget(one);
            }
        }
        for (Target target : fresh) {
            add(target, predecessors.of(target), fresh.size());
        }
        firstRound.endIfOver();
    }

    private void add(Target target, @Nullable Tracked before, int fresh) {
        long window = Math.min(
                target.check().interval().toNanos(), Math.max(START_SOON.toNanos(), START_APART.toNanos() * fresh));
        Tracked one = new Tracked(target, timeline.nanos() + (long) (random.getAsDouble() * window));
        if (before != null) {
            one.takeOver(before, timeline.instant());
        }
        firstRound.join(one);
        tracked.put(target, one);
        totals.add(one.standing().verdict());
        one.next = timeline.at(one.firstDue(), () -> becomeDue(one));
    }

    private void forget(Tracked one) {
        one.gone = true;
        firstRound.leave(one);
        if (one.next != null) {
            one.next.cancel(false);
        }
        if (one.cancel != null) {
            one.cancel.run();
        }
    }

    private void becomeDue(Tracked one) {
        if (one.gone) {
            return;
        }
        if (inFlight.get() >= ceiling) {
            late.incrementAndGet();
            due.add(one);
            waiting = due.size();
            return;
        }
        start(one);
    }

    private void start(Tracked one) {
        inFlight.incrementAndGet();
        one.next = null;
        long began = timeline.nanos();
        try {
            one.cancel =
                    attempts.start(one.target, attempted -> timeline.run(() -> ended(one, attempted.outcome(), began)));
        } catch (RuntimeException | Error e) {
            // A step of its own: this one may be starting thousands that waited.
            timeline.run(() -> ended(one, new Outcome.Undecided("the check could not be started: " + e), began));
        }
    }

    private void ended(Tracked one, Outcome outcome, long began) {
        inFlight.decrementAndGet();
        one.cancel = null;
        if (closed) {
            return;
        }
        long now = timeline.nanos();
        if (!one.gone) {
            // Before anything that could fail, or the target would never be checked again.
            one.next = timeline.at(one.nextDue(began, now, random.getAsDouble()), () -> becomeDue(one));
        }
        startWaiting();
        if (one.gone) {
            return;
        }
        tally.count(one.probe().type(), outcome, now - began);
        if (log.isDebugEnabled()) {
            log.debug("{}: {} after {} ms", one.description(), outcome, TimeUnit.NANOSECONDS.toMillis(now - began));
        }
        if (outcome instanceof Outcome.Undecided undecided) {
            undecidedSinceSweep++;
            lastUndecided = undecided.reason();
        }
        Verdict before = one.standing().verdict();
        if (one.judge(outcome, now, timeline.instant())) {
            Standing standing = one.standing();
            totals.move(before, standing.verdict());
            log.info(
                    "{} is {}: {}",
                    one.description(),
                    standing.verdict() == Verdict.DOWN ? "down" : "up",
                    standing.reason());
            tell(one);
        }
        if (one.hasHadFirstRound()) {
            firstRound.leave(one);
            firstRound.endIfOver();
        }
    }

    private void startWaiting() {
        while (inFlight.get() < ceiling) {
            @Nullable Tracked longest = due.poll();
            if (longest == null) {
                break;
            }
            if (!longest.gone) {
                start(longest);
            }
        }
        waiting = due.size();
    }

    /** Verdicts go stale while attempts are late or can't be made; and of those that can't, one line a second is enough. */
    private void sweep() {
        moved = timeline.nanos();
        timeline.at(moved + SWEEP_NANOS, this::sweep);
        if (undecidedSinceSweep > 0) {
            log.warn("{} checks could not be made, the last: {}", undecidedSinceSweep, lastUndecided);
            undecidedSinceSweep = 0;
        }
        int doubted = 0;
        for (Tracked one : tracked.values()) {
            Verdict before = one.standing().verdict();
            if (one.doubt(timeline.nanos(), timeline.instant())) {
                doubted++;
                totals.move(before, Verdict.UNKNOWN);
                log.debug("{} is unknown: {}", one.description(), one.standing().reason());
                tell(one);
            }
        }
        if (doubted > 0) {
            log.warn(
                    "the verdicts of {} targets became unknown, as no check of them has ended for over 3 intervals;"
                            + " they count as they were last known",
                    doubted);
        }
    }

    private void tell(Tracked one) {
        try {
            listener.changed(one.target, one.standing());
        } catch (RuntimeException | Error e) {
            log.error("a verdict of {} could not be passed on", one.description(), e);
        }
    }
}
