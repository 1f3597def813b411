package io.wideip.prober;

import io.wideip.config.HealthCheck;
import io.wideip.config.availability.Standing;
import io.wideip.config.availability.Target;
import io.wideip.config.availability.Verdict;
import io.wideip.prober.probe.Outcome;
import io.wideip.prober.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the prober holds of one target. Only the standing is read from other threads than the timeline's. */
final class Tracked {
    /** A verdict whose newest evidence is older than so many intervals, and a timeout, is unknown. */
    private static final int TRUSTED_INTERVALS = 3;
    /** Either way, as a part of the interval; so that targets that were started together drift apart and back. */
    private static final double JITTER = 0.1;

    final Target target;
    private volatile Standing standing = Standing.NEVER_JUDGED;
    private Judgement judgement = Judgement.START;
    private boolean everJudged;
    private long evidenceNanos;
    private long gridNanos;
    private int ended;
    /** The next attempt's start, while none is under way. */
    @Nullable
    Future<?> next;
    /** Ends the attempt under way. */
    @Nullable
    Runnable cancel;

    boolean gone;

    /** @param firstNanos when the first attempt is due, and from which the later ones are counted */
    Tracked(Target target, long firstNanos) {
        this.target = target;
        gridNanos = firstNanos;
    }

    long firstDue() {
        return gridNanos;
    }

    Standing standing() {
        return standing;
    }

    Probe probe() {
        return (Probe) check().probe();
    }

    /** Whether anything is known of it: whether its standing is worth taking over. */
    boolean isKnown() {
        return !standing.equals(Standing.NEVER_JUDGED);
    }

    /** Begins with what was known before its check was changed: the verdict where the same is asked, else only availability. */
    void takeOver(Tracked before, Instant now) {
        boolean asksTheSame = probe().equals(before.probe());
        if (asksTheSame) {
            standing = before.standing;
            judgement = before.judgement.begunAnew();
            everJudged = before.everJudged;
            evidenceNanos = before.evidenceNanos;
        } else {
            boolean available = before.standing.available();
            String reason = "its check has changed, it was " + (available ? "up" : "down") + " before";
            standing = new Standing(Verdict.UNKNOWN, available, reason, now);
        }
    }

    /** True once `fall` attempts have ended, or there is a verdict: the first round waits no longer for this target. */
    boolean hasHadFirstRound() {
        return everJudged || ended >= check().fall();
    }

    /** Takes in how an attempt ended; true if that changes the standing's verdict. */
    boolean judge(Outcome outcome, long nowNanos, Instant now) {
        ended = Math.min(ended + 1, Integer.MAX_VALUE - 1);
        if (outcome instanceof Outcome.Undecided) {
            return false;
        }
        evidenceNanos = nowNanos;
        judgement = judgement.after(outcome instanceof Outcome.Success, check());
        Verdict verdict = judgement.verdict();
        if (verdict == standing.verdict()) {
            return false;
        }
        boolean available = verdict != Verdict.DOWN;
        boolean asBeforeDoubt =
                everJudged && standing.verdict() == Verdict.UNKNOWN && standing.available() == available;
        String reason = asBeforeDoubt ? "checks end again, and it is as it was before" : reason(outcome);
        everJudged = true;
        standing = new Standing(verdict, available, reason, now);
        return true;
    }

    /** Makes a verdict unknown whose evidence is too old to trust; true if it does. */
    boolean doubt(long nowNanos, Instant now) {
        Duration trusted = check().interval().multipliedBy(TRUSTED_INTERVALS).plus(check().timeout());
        if (standing.verdict() == Verdict.UNKNOWN || nowNanos - evidenceNanos <= trusted.toNanos()) {
            return false;
        }
        Standing before = standing;
        standing = new Standing(
                Verdict.UNKNOWN,
                before.available(),
                "no check has ended for "
                        + Duration.ofNanos(nowNanos - evidenceNanos).toSeconds() + "s, it was "
                        + (before.available() ? "up" : "down") + " before",
                now);
        return true;
    }

    /**
     * When the next attempt is due, asked when one has ended. The times stand on a grid, so that neither jitter nor slow
     * answers add up. After a long halt the times that were missed are one attempt, and the grid stays where it was, so that
     * targets that were spread over the interval stay spread.
     *
     * @param beganNanos when the attempt that has ended began
     * @param random from 0 to 1
     */
    long nextDue(long beganNanos, long nowNanos, double random) {
        long interval = check().interval().toNanos();
        long missed = Math.max(0, (beganNanos - gridNanos) / interval);
        gridNanos += (missed + 1) * interval;
        long due = gridNanos + Math.round((2 * random - 1) * JITTER * interval);
        return due - nowNanos < 0 ? nowNanos : due;
    }

    /** For the log. */
    String description() {
        return TargetLabel.of(target);
    }

    private HealthCheck check() {
        return target.check();
    }

    private String reason(Outcome outcome) {
        HealthCheck check = check();
        if (outcome instanceof Outcome.Failure failure) {
            String checks = check.fall() == 1
                    ? "the newest check failed with: "
                    : check.fall() + " checks "
                            + (check.reset() == 1
                                    ? "in a row failed"
                                    : "failed and never " + check.reset() + " in a row succeeded")
                            + ", the last with: ";
            return checks + failure.reason();
        }
        if (!everJudged) {
            return "its first successful check";
        }
        return check.rise() == 1 ? "the newest check succeeded" : check.rise() + " checks in a row succeeded";
    }
}
