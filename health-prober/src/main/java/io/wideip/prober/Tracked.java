package io.wideip.prober;

import io.wideip.config.HealthCheck;
import io.wideip.config.SharedValues;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Outcome;
import io.wideip.prober.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the prober holds of one target. Belongs to the timeline, but for {@link #status} and {@link #state}. There may be very many,
 * so what could be an object is fields, and what could be computed is not kept.
 */
final class Tracked {
    /** A verdict whose newest evidence is older than so many intervals, and a timeout, is unknown. */
    private static final int TRUSTED_INTERVALS = 3;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Of those that are tracked at a time, no other's; those that came later have greater ones, by their difference. */
    final int number = NUMBERS.getAndIncrement();

    /** Replaced by an equal one when its check is renamed. */
    volatile Target target;

    private volatile String datacenter;
    private volatile TargetStatus status = TargetStatus.NEVER_JUDGED;
    private volatile Judgement judgement = Judgement.START;

    /** How the newest attempt ended, when and after how long, as in {@link LastAttempt}; guarded by this object. */
    private @Nullable Outcome lastOutcome;

    private long lastAtNanos;
    private long lastTookNanos;
    /** Of the newest success. */
    private @Nullable Instant certificateEnd;

    private boolean everJudged;
    /** False while no check has agreed with what was known from before. */
    private boolean confirmed = true;

    private boolean withheld;
    /** When the first attempt was due. */
    private final long firstNanos;

    private long evidenceNanos;
    /** Attempts that have ended; not counted beyond the greatest `fall` that a check may have. */
    private byte ended;
    /** In the queue of those whose next attempt is to come; 0 while it is not in it. */
    int queuePlace;

    /** Ends the attempt under way. */
    @Nullable
    Runnable cancel;
    /** When the next attempt is due, while it is in the queue; else when the one was that is under way, or waiting. */
    long dueNanos;
    /** Its attempt, under way or waiting, has one of the places for those that hang. */
    boolean isHeldUp;
    /** The newest attempt failed while its loop was late, so the next is a patient one. */
    boolean failedLate;

    boolean gone;

    /** @param firstNanos when the first attempt is due, and from which the later ones are counted */
    Tracked(Target target, String datacenter, long firstNanos) {
        this.target = target;
        this.datacenter = datacenter;
        this.firstNanos = firstNanos;
    }

    /** Made when it is asked for: a hundred thousand of them would take their memory for nothing. */
    Schedule schedule() {
        return new Schedule(check(), firstNanos);
    }

    TargetStatus status() {
        return status;
    }

    TargetReport state() {
        Judgement counts = judgement;
        return new TargetReport(
                target, datacenter, probe().type(), status, counts.failures(), counts.successes(), last());
    }

    String datacenter() {
        return datacenter;
    }

    void moveTo(String other) {
        datacenter = other;
    }

    Probe probe() {
        return (Probe) check().probe();
    }

    /** What its check asks, as a text that is equal only where the same is asked. */
    static String probeText(Target target) {
        return target.check().probe().toString();
    }

    /** Null where nothing is known of it that is worth taking over. */
    @Nullable
    Known known(Instant now) {
        return status.equals(TargetStatus.NEVER_JUDGED)
                ? null
                : new Known(
                        target.address(),
                        target.host(),
                        check().name(),
                        probeText(target),
                        status,
                        judgement,
                        everJudged,
                        now);
    }

    /** Begins with what was known before: the verdict where the same is asked, else only availability. */
    void takeOver(Known before, long nowNanos, Instant now) {
        boolean asksTheSame = probeText(target).equals(before.probe());
        confirmed = false;
        if (asksTheSame) {
            status = before.status();
            judgement = before.judgement().boundTo(check());
            everJudged = before.everJudged();
            evidenceNanos = nowNanos;
        } else {
            boolean available = before.status().available();
            String reason = "its check has changed, it was " + (available ? "up" : "down") + " before";
            status = new TargetStatus(Verdict.UNKNOWN, available, reason, now);
        }
    }

    /** True once something is known, or `fall` attempts have ended that were not late: the first round waits no longer for this target. */
    boolean hasHadFirstRound() {
        return !status.equals(TargetStatus.NEVER_JUDGED) || ended >= check().fall();
    }

    /** Whether its next attempt is likely to last as long as it may, and to tell nothing new. */
    boolean hangs() {
        LastAttempt newest = last();
        return !status.available()
                && (newest == null || newest.took().multipliedBy(2).compareTo(check().timeout()) > 0);
    }

    /**
     * Takes in how an attempt ended; true if that changes the status's verdict.
     *
     * @param withholding why no target goes down now; null where they do
     * @param reasons of all targets
     */
    boolean judge(LastAttempt attempt, @Nullable String withholding, SharedValues<String> reasons, long nowNanos) {
        keep(attempt);
        boolean undecided = attempt.outcome() instanceof Outcome.Undecided;
        if (!undecided || !failedLate) {
            ended = (byte) Math.min(ended + 1, Byte.MAX_VALUE);
        }
        if (undecided) {
            return false;
        }
        evidenceNanos = nowNanos;
        boolean success = attempt.outcome() instanceof Outcome.Success;
        if (attempt.outcome() instanceof Outcome.Success shown) {
            certificateEnd = shown.certificateEnd();
        }
        confirmed |= success || judgement.verdict() == Verdict.DOWN;
        Judgement before = judgement;
        Judgement after = before.after(success, check());
        if (!success && withholding != null && before.verdict() != Verdict.DOWN) {
            judgement = after.verdict() == Verdict.DOWN ? before.withheld(check()) : after;
            withhold(attempt.outcome(), withholding, reasons);
            return false;
        }
        judgement = after;
        return change(attempt, success, reasons);
    }

    private synchronized void keep(LastAttempt attempt) {
        lastOutcome = attempt.outcome();
        lastAtNanos = attempt.atNanos();
        lastTookNanos = attempt.tookNanos();
    }

    private synchronized @Nullable LastAttempt last() {
        return lastOutcome == null ? null : new LastAttempt(lastOutcome, lastAtNanos, lastTookNanos);
    }

    /** Takes back that it went down; true if it had. */
    boolean giveBack(String withholding, Instant now) {
        if (judgement.verdict() != Verdict.DOWN) {
            return false;
        }
        judgement = Judgement.UP.withheld(check());
        status = new TargetStatus(Verdict.UP, true, "back, because " + withholding, now);
        withheld = true;
        return true;
    }

    /**
     * Makes a verdict unknown whose evidence is too old to trust; true if it does. One that is down and hangs stays so
     * until its attempt ends: where there are many, that takes long.
     */
    boolean doubt(long nowNanos, Instant now) {
        Duration trusted = check().interval().multipliedBy(TRUSTED_INTERVALS).plus(check().timeout());
        if (status.verdict() == Verdict.UNKNOWN || isHeldUp || nowNanos - evidenceNanos <= trusted.toNanos()) {
            return false;
        }
        status = new TargetStatus(
                Verdict.UNKNOWN,
                status.available(),
                "no check has ended for "
                        + Duration.ofNanos(nowNanos - evidenceNanos).toSeconds() + "s, it was "
                        + (status.available() ? "up" : "down") + " before",
                now);
        return true;
    }

    /** From the start of the attempt that has ended to that of the next. */
    Duration pace() {
        if ((!everJudged || !confirmed) && ended < check().fall()) {
            return check().firstInterval();
        }
        return judgement.isChanging() ? check().changingInterval() : check().interval();
    }

    /** When the certificate ends that it showed last; null where nobody looks at it. */
    @Nullable
    Instant certificateEnd() {
        return certificateEnd;
    }

    /** For the log. */
    String description() {
        return TargetLabel.of(target);
    }

    private boolean change(LastAttempt attempt, boolean success, SharedValues<String> reasons) {
        Verdict verdict = judgement.verdict();
        if (verdict == status.verdict()) {
            keepNewestReason(attempt.outcome(), success, reasons);
            return false;
        }
        boolean available = verdict != Verdict.DOWN;
        boolean asBeforeDoubt = everJudged && status.verdict() == Verdict.UNKNOWN && status.available() == available;
        String reason = asBeforeDoubt
                ? "checks end again, and it is as it was before"
                : Wording.ofChange(check(), attempt.outcome(), everJudged);
        everJudged = true;
        confirmed = true;
        withheld = false;
        status = new TargetStatus(verdict, available, reasons.of(reason), attempt.at());
        return true;
    }

    private void keepNewestReason(Outcome outcome, boolean success, SharedValues<String> reasons) {
        if (success && withheld) {
            withheld = false;
            status = withReason("a check succeeded after others had failed");
        } else if (status.verdict() == Verdict.DOWN && outcome instanceof Outcome.Failure failure) {
            if (!status.reason().endsWith(": " + failure.reason())) {
                status = withReason(reasons.of("still down, the newest check failed with: " + failure.reason()));
            }
        }
    }

    private void withhold(Outcome outcome, String withholding, SharedValues<String> reasons) {
        withheld = true;
        status = withReason(reasons.of("not taken down, because " + withholding + "; the newest check failed with: "
                + ((Outcome.Failure) outcome).reason()));
    }

    private TargetStatus withReason(String reason) {
        return new TargetStatus(status.verdict(), status.available(), reason, status.since());
    }

    private HealthCheck check() {
        return target.check();
    }
}
