package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownTextTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final String ODD = "a\\ttab:\t, a line end:\n, \\n, another:\r, an end\\";

    @Test
    void nothingIsLostWhateverTheTextsAre() {
        List<Known> all = List.of(
                known("app", Verdict.UP, new Judgement(Verdict.UP, 2, 1)),
                known("app", Verdict.UNKNOWN, new Judgement(Verdict.DOWN, 0, 2)),
                known(ODD, Verdict.DOWN, new Judgement(Verdict.DOWN, 0, 0)));
        String text = KnownText.format(all);
        assertThat(KnownText.parse(text)).isEqualTo(all);
        assertThat(text.lines().filter(line -> line.startsWith("check"))).hasSize(2);
    }

    @Test
    void ofNothingItIsEmpty() {
        assertThat(KnownText.parse(KnownText.format(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "check\t1\ta\tb", "check\t0\ta", "target\t0\ta", "target\tx", "\n"})
    void whatItDoesNotWriteIsRefused(String text) {
        assertThatThrownBy(() -> KnownText.parse(text)).isInstanceOf(RuntimeException.class);
    }

    private static Known known(String check, Verdict verdict, Judgement judgement) {
        TargetStatus status = new TargetStatus(verdict, verdict != Verdict.DOWN, ODD, NOW.minusSeconds(60));
        return new Known("192.0.2.10", ODD, check, "Http[body=" + ODD + "]", status, judgement, true, NOW);
    }
}
