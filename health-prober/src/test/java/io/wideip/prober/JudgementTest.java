package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.ProbeOptions;
import io.wideip.config.standing.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class JudgementTest {
    private static final ProbeOptions NONE = () -> null;
    private static final int LONGEST = 10;

    @Test
    void everySequenceAgreesWithReadingItsWholeHistory() {
        for (int fall = 1; fall <= 4; fall++) {
            for (int rise = 1; rise <= 4; rise++) {
                for (int reset = 1; reset <= 3; reset++) {
                    walk(check(fall, rise, reset), Judgement.START, new Naive(fall, rise, reset), "");
                }
            }
        }
    }

    @Test
    void oneThatFailsEveryOtherCheckGoesDownOnlyWhereResetIsAboveOne() {
        assertThat(verdict(check(3, 3, 1), "SFSFSFSFSFSF")).isEqualTo(Verdict.UP);
        assertThat(verdict(check(3, 3, 2), "SFSFSF")).isEqualTo(Verdict.DOWN);
        assertThat(verdict(check(3, 3, 2), "SFSSFSSFSSF")).isEqualTo(Verdict.UP);
    }

    @Test
    void aTargetWithoutFailuresIsOneSharedObject() {
        Judgement up = Judgement.START.after(true, check(3, 3, 2));
        assertThat(up.after(true, check(3, 3, 2))).isSameAs(up);
    }

    @Test
    void aFailureThatIsWithheldLeavesOneMoreToGo() {
        HealthCheck check = check(3, 3, 1);
        Judgement withheld = Judgement.UP.withheld(check);
        assertThat(withheld).isEqualTo(new Judgement(Verdict.UP, 2, 0));
        assertThat(withheld.after(false, check).verdict()).isEqualTo(Verdict.DOWN);
    }

    /** Of the greatest counts that a check can have left. */
    @Test
    void aCheckThatCountsOtherwiseChangesNoVerdictAtOnce() {
        HealthCheck check = check(3, 4, 2);
        assertThat(new Judgement(Verdict.UP, 9, 9).boundTo(check)).isEqualTo(new Judgement(Verdict.UP, 2, 1));
        assertThat(new Judgement(Verdict.UNKNOWN, 9, 9).boundTo(check)).isEqualTo(new Judgement(Verdict.UNKNOWN, 2, 1));
        assertThat(new Judgement(Verdict.DOWN, 0, 9).boundTo(check)).isEqualTo(new Judgement(Verdict.DOWN, 0, 3));
        Judgement within = new Judgement(Verdict.UP, 1, 1);
        assertThat(within.boundTo(check)).isEqualTo(within);
    }

    @Test
    void isChangingWhileThereIsACount() {
        assertThat(Judgement.UP.isChanging()).isFalse();
        assertThat(new Judgement(Verdict.UP, 1, 0).isChanging()).isTrue();
        assertThat(new Judgement(Verdict.DOWN, 0, 1).isChanging()).isTrue();
    }

    private static void walk(HealthCheck check, Judgement judged, Naive naive, String history) {
        assertThat(judged.verdict()).as("%s after %s", check, history).isEqualTo(naive.verdict);
        if (history.length() == LONGEST) {
            return;
        }
        walk(check, judged.after(true, check), naive.then('S'), history + 'S');
        walk(check, judged.after(false, check), naive.then('F'), history + 'F');
    }

    private static Verdict verdict(HealthCheck check, String history) {
        Judgement judged = Judgement.START;
        for (int i = 0; i < history.length(); i++) {
            judged = judged.after(history.charAt(i) == 'S', check);
        }
        return judged.verdict();
    }

    private static HealthCheck check(int fall, int rise, int reset) {
        return new HealthCheck("c", NONE, Duration.ofSeconds(10), Duration.ofSeconds(3), fall, rise, reset);
    }

    /** Counts nothing on the way: reads all results since the last change each time. */
    private static final class Naive {
        private final int fall;
        private final int rise;
        private final int reset;
        private Verdict verdict = Verdict.UNKNOWN;
        private String sinceChange = "";

        Naive(int fall, int rise, int reset) {
            this.fall = fall;
            this.rise = rise;
            this.reset = reset;
        }

        Naive then(char result) {
            Naive next = new Naive(fall, rise, reset);
            next.verdict = verdict;
            next.sinceChange = sinceChange + result;
            if (verdict == Verdict.DOWN) {
                if (next.sinceChange.endsWith("S".repeat(rise))) {
                    next.change(Verdict.UP);
                }
                return next;
            }
            String uncleared = next.sinceChange.replaceFirst("^.*S{" + reset + "}", "");
            if (uncleared.chars().filter(c -> c == 'F').count() >= fall) {
                next.change(Verdict.DOWN);
            } else if (result == 'S') {
                next.verdict = Verdict.UP;
            }
            return next;
        }

        private void change(Verdict to) {
            verdict = to;
            sinceChange = "";
        }
    }
}
