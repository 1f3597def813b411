package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.config.standing.Target;
import io.wideip.prober.probe.Cause;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class VerdictLogTest {
    private final TestProber test = new TestProber();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Prober.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        logger.setLevel(null);
        logger.detachAppender(lines);
    }

    @Test
    void manyTargetsThatFailTogetherAreAFewLines() {
        test.attempts.outcome = new Outcome.Failure(Cause.REFUSED, "connection refused");
        test.probe(targets(2_000));
        test.timeline.pass(Duration.ofMinutes(2));

        List<String> told =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(told).hasSizeBetween(6, 12);
        assertThat(told.subList(0, 5)).allMatch(line -> line.contains(" is down: "));
        assertThat(told.subList(5, told.size()))
                .allMatch(line -> line.matches("\\d+ further targets down \\(.*\\) within 10 s; DEBUG names each"));
        assertThat(5
                        + told.subList(5, told.size()).stream()
                                .mapToInt(line -> Integer.parseInt(line.replaceFirst(" .*", "")))
                                .sum())
                .isEqualTo(2_000);
        assertThat(lines.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key)
                .containsExactly("target", "datacenter", "reason");
    }

    @Test
    void afterSomeQuietEachHasItsLineAgain() {
        for (int i = 0; i < 3; i++) {
            test.attempts.outcome =
                    i % 2 == 0 ? new Outcome.Failure(Cause.REFUSED, "connection refused") : Outcome.SUCCESS;
            test.probe(targets(3));
            test.timeline.pass(Duration.ofMinutes(2));
        }

        assertThat(lines.list)
                .hasSize(9)
                .noneMatch(line -> line.getFormattedMessage().contains("further"));
    }

    private static Target[] targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Target("192.0.2.10", TestProber.CHECK, "w" + i + ".apps.example.com"))
                .toArray(Target[]::new);
    }
}
