package io.wideip.prober;

import io.wideip.config.SharedValues;
import io.wideip.config.SuspicionOptions;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Attempted;
import io.wideip.prober.probe.Attempts;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the attempts of all targets when they are due, and judges what comes of them. Belongs to the timeline. */
final class Checks {
    /**
     * What a prober may take, and what it leaves to chance.
     *
     * @param random gives numbers from 0 to 1
     * @param places for attempts at once
     * @param lag told how late attempts begin
     */
    record Limits(DoubleSupplier random, int places, Lag lag) {}

    /** New targets start this far apart on average, but none later than its interval. */
    private static final Duration START_APART = Duration.ofMillis(5);

    /** Of what failing targets tell; many tell the same. */
    private static final int MOST_SHARED = 1000;

    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Logger log = LoggerFactory.getLogger(Prober.class);

    private final Notifier notifier;
    private final Attempts attempts;
    private final Timeline timeline;
    private final Limits limits;
    private final TargetTable table;
    private final Runnable keep;
    private final Places places;
    private final Tally tally = new Tally();
    private final VerdictTotals totals = new VerdictTotals();
    private final Suspicion suspicion = new Suspicion();
    private final Renewals renewals;
    private final DueQueue queue;
    private final Rounds rounds = new Rounds();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong late = new AtomicLong();
    private final UndecidedChecks undecided = new UndecidedChecks();
    private final VerdictLog verdicts = new VerdictLog();
    private final SharedValues<Outcome> outcomes = new SharedValues<>(MOST_SHARED);
    private final SharedValues<String> reasons = new SharedValues<>(MOST_SHARED);
    private volatile int waiting;
    private volatile long moved;
    private volatile boolean closed;

    /** @param keep called when something has changed that is worth knowing after a restart */
    Checks(Notifier notifier, Attempts attempts, Timeline timeline, Limits limits, TargetTable table, Runnable keep) {
        this.notifier = notifier;
        this.attempts = attempts;
        this.timeline = timeline;
        this.limits = limits;
        this.table = table;
        this.keep = keep;
        places = new Places(limits.places);
        renewals = new Renewals(notifier);
        queue = new DueQueue(timeline, this::becomeDue);
        moved = timeline.nanos();
    }

    void begin() {
        timeline.at(moved + SWEEP_NANOS, this::sweep);
    }

    /** How long ago its thread last moved, which it does every second unless something holds it up. */
    Duration sinceMoved() {
        return Duration.ofNanos(timeline.nanos() - moved);
    }

    void suspect(@Nullable SuspicionOptions options) {
        suspicion.use(options);
    }

    void await(Round round) {
        rounds.begin(round, table.all());
    }

    ProberCounts counts() {
        return new ProberCounts(
                tally.counts(),
                inFlight.get(),
                waiting,
                late.get(),
                totals.counts(),
                limits.lag.recent(timeline.nanos()),
                suspicion.isOn());
    }

    void close() {
        closed = true;
    }

    /** Gives how many targets are new. */
    int change(Map<Target, String> added, Collection<Target> removed) {
        TargetTable.Change change = table.change(added, removed, this::firstDue, timeline.nanos(), timeline.instant());
        change.gone().forEach(this::forget);
        for (Tracked one : change.moved()) {
            suspicion.remove(one);
            one.moveTo(added.getOrDefault(one.target, ""));
            suspicion.add(one);
        }
        for (Tracked one : change.fresh()) {
            suspicion.add(one);
            totals.add(one.status().verdict());
            queue.put(one, one.schedule().firstDue());
        }
        if (!change.gone().isEmpty()) {
            keep.run();
        }
        return change.fresh().size();
    }

    private long firstDue(Target target, int fresh) {
        long window = Math.min(target.check().interval().toNanos(), START_APART.toNanos() * fresh);
        return timeline.nanos() + (long) (limits.random.getAsDouble() * window);
    }

    private void forget(Tracked one) {
        one.gone = true;
        totals.remove(one.status().verdict());
        suspicion.remove(one);
        if (!one.hasHadFirstRound()) {
            rounds.leave(one);
        }
        queue.remove(one);
        if (one.cancel != null) {
            one.cancel.run();
        }
    }

    private void becomeDue(Tracked one) {
        if (one.gone) {
            return;
        }
        one.dueNanos = timeline.nanos();
        if (places.takeOrWait(one, one.dueNanos)) {
            start(one);
        } else {
            late.incrementAndGet();
            waiting = places.waiting();
        }
    }

    private void start(Tracked one) {
        inFlight.incrementAndGet();
        long now = timeline.nanos();
        Begun begun = new Begun(now, now - one.dueNanos, one.failedLate);
        try {
            one.cancel = attempts.start(
                    one.target, begun.patient(), attempted -> timeline.run(() -> ended(one, attempted, begun)));
        } catch (RuntimeException | Error e) {
            // A step of its own: this one may be starting thousands that waited.
            Attempted none =
                    new Attempted(new Outcome.Undecided("the check could not be started: " + e), Duration.ZERO);
            timeline.run(() -> ended(one, none, begun));
        }
    }

    private void ended(Tracked one, Attempted attempted, Begun begun) {
        inFlight.decrementAndGet();
        places.free(one);
        one.cancel = null;
        if (closed) {
            return;
        }
        if (!one.gone) {
            boolean known = one.hasHadFirstRound();
            try {
                judge(one, attempted, begun);
            } finally {
                if (!known && one.hasHadFirstRound()) {
                    rounds.leave(one);
                }
            }
        }
        startWaiting();
    }

    private void judge(Tracked one, Attempted attempted, Begun begun) {
        long now = timeline.nanos();
        Duration timeout = one.target.check().timeout();
        Outcome outcome = outcomes.of(Lateness.weighed(attempted, begun.patient(), timeout));
        one.failedLate = Lateness.failedLate(attempted, timeout);
        LastAttempt last = new LastAttempt(outcome, timeline.instant(), attempted.took());
        TargetStatus before = one.status();
        boolean isOn = suspicion.isOn();
        boolean begins = outcome instanceof Outcome.Failure && suspicion.failed(one, now);
        boolean changed;
        try {
            changed = one.judge(last, suspicion.reason(), reasons, now);
        } finally {
            // Whatever fails, or the target would never be checked again.
            schedule(one, !outcome.equals(attempted.outcome()), begun.nanos(), now);
        }
        count(one, attempted, outcome, begun, now);
        if (changed) {
            tell(one, before);
        }
        if (begins) {
            beginSuspicion();
        }
        if (outcome instanceof Outcome.Success) {
            suspicion.succeeded(one);
        }
        if (isOn && !suspicion.isOn()) {
            log.warn("the prober suspects itself no longer: half of the targets that failed together answer again");
        }
    }

    private void schedule(Tracked one, boolean again, long began, long now) {
        double random = limits.random.getAsDouble();
        long due = again ? Schedule.again(now, random) : one.schedule().nextDue(began, one.pace(), now, random);
        queue.put(one, due);
    }

    private void count(Tracked one, Attempted attempted, Outcome outcome, Begun begun, long now) {
        tally.count(one.probe().type(), outcome, attempted.took().toNanos());
        long waited = begun.waited()
                + Math.max(0, now - begun.nanos() - attempted.took().toNanos());
        limits.lag.add(waited, now);
        notifier.attempted(one.target.check(), outcome, attempted.took(), Duration.ofNanos(waited));
        if (log.isDebugEnabled()) {
            log.debug(
                    "{}: {} after {} ms",
                    one.description(),
                    outcome,
                    attempted.took().toMillis());
        }
        if (outcome instanceof Outcome.Undecided not) {
            undecided.add(not.reason());
        }
    }

    private void tell(Tracked one, TargetStatus before) {
        TargetStatus status = one.status();
        totals.move(before.verdict(), status.verdict());
        suspicion.moved(one, before.verdict(), status.verdict());
        verdicts.tell(one, timeline.nanos());
        notifier.changed(one);
        keep.run();
    }

    private void beginSuspicion() {
        String reason = String.valueOf(suspicion.reason());
        log.warn("no target goes down for now: {}", reason);
        for (Tracked one : suspicion.fallen()) {
            TargetStatus before = one.status();
            if (one.giveBack(reason, timeline.instant())) {
                tell(one, before);
            }
        }
    }

    private void startWaiting() {
        for (Tracked longest = places.next(); longest != null; longest = places.next()) {
            start(longest);
        }
        waiting = places.waiting();
    }

    /** Verdicts go stale while attempts are late or can't be made; and of those that can't, one line a second is enough. */
    private void sweep() {
        moved = timeline.nanos();
        timeline.at(moved + SWEEP_NANOS, this::sweep);
        suspicion.sweep(timeline.nanos());
        undecided.tell(moved);
        verdicts.sweep(moved);
        int doubted = 0;
        for (Tracked one : table.all()) {
            TargetStatus before = one.status();
            if (one.doubt(timeline.nanos(), timeline.instant())) {
                doubted++;
                totals.move(before.verdict(), Verdict.UNKNOWN);
                suspicion.moved(one, before.verdict(), Verdict.UNKNOWN);
                log.debug("{} is unknown: {}", one.description(), one.status().reason());
                notifier.changed(one);
            }
        }
        renewals.count(table.all(), timeline.instant());
        if (doubted > 0) {
            keep.run();
            log.warn(
                    "the verdicts of {} targets became unknown, as no check of them has ended for over 3 intervals;"
                            + " they count as they were last known",
                    doubted);
        }
    }
}
