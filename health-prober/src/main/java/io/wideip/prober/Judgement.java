package io.wideip.prober;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Verdict;

/**
 * Rise and fall of one target: a pure function from what was judged and the next check's result to what is judged now.
 *
 * <pre>
 * verdict         check      failures              successes            verdict then
 * UP or UNKNOWN   fails      one more              0                    DOWN at `fall` failures, else as it was
 * UNKNOWN         succeeds   0 at `reset` in a row one more, if any     UP
 * UP              succeeds   0 at `reset` in a row one more, if any     UP
 * DOWN            fails      0                     0                    DOWN
 * DOWN            succeeds   0                     one more             UP at `rise` successes, else DOWN
 * </pre>
 *
 * A change of verdict begins both counts anew, but for the first success of an UNKNOWN target, which is not yet an end to the
 * failures before it where `reset` is above 1. A new target is UNKNOWN, so its first verdict comes soon and never from one
 * lost packet: up at the first success, down only after `fall` failures.
 *
 * @param failures since the count was last cleared; 0 while DOWN
 * @param successes in a row; counted only while they have a count of failures to clear or a target to bring up
 */
record Judgement(Verdict verdict, int failures, int successes) {
    static final Judgement START = new Judgement(Verdict.UNKNOWN, 0, 0);
    static final Judgement UP = new Judgement(Verdict.UP, 0, 0);
    private static final Judgement DOWN = new Judgement(Verdict.DOWN, 0, 0);

    Judgement after(boolean success, HealthCheck check) {
        if (verdict == Verdict.DOWN) {
            return success ? rising(check.rise()) : DOWN;
        }
        return success ? succeeded(check.reset()) : failed(check.fall());
    }

    /** One failure before it is down, where a failure would take it down now and must not. */
    Judgement withheld(HealthCheck check) {
        return new Judgement(verdict, check.fall() - 1, 0);
    }

    /** As it goes on under a check that may count otherwise: nothing that happened before changes the verdict at once. */
    Judgement boundTo(HealthCheck check) {
        return new Judgement(
                verdict,
                Math.min(failures, check.fall() - 1),
                Math.min(successes, (verdict == Verdict.DOWN ? check.rise() : check.reset()) - 1));
    }

    /** Whether the newest checks speak against the verdict. */
    boolean isChanging() {
        return failures > 0 || successes > 0;
    }

    private Judgement rising(int rise) {
        return successes + 1 >= rise ? UP : new Judgement(Verdict.DOWN, 0, successes + 1);
    }

    private Judgement succeeded(int reset) {
        return failures == 0 || successes + 1 >= reset ? UP : new Judgement(Verdict.UP, failures, successes + 1);
    }

    private Judgement failed(int fall) {
        return failures + 1 >= fall ? DOWN : new Judgement(verdict, failures + 1, 0);
    }
}
