package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class UndecidedChecksTest {
    private final Logger prober = (Logger) LoggerFactory.getLogger(Prober.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final UndecidedChecks checks = new UndecidedChecks();

    @BeforeEach
    void listen() {
        log.start();
        prober.setLevel(Level.INFO);
        prober.addAppender(log);
    }

    @AfterEach
    void end() {
        prober.detachAppender(log);
        prober.setLevel(null);
    }

    @Test
    void aMomentIsNoWarningAndMoreIs() {
        undecidedAt(0, 1, 4, 5, 20);
        assertThat(log.list.stream().map(line -> line.getLevel().toString()))
                .containsExactly("INFO", "INFO", "INFO", "WARN", "WARN");
        assertThat(log.list.get(0).getFormattedMessage())
                .isEqualTo("1 checks could not be made, the last: Too many open files");
    }

    @Test
    void anotherTroubleBeginsAnew() {
        undecidedAt(0, 31, 61, 92);
        assertThat(log.list.stream().map(line -> line.getLevel().toString()))
                .containsExactly("INFO", "INFO", "WARN", "INFO");
    }

    @Test
    void whatWasToldIsNotToldAgain() {
        undecidedAt(0);
        checks.tell(TimeUnit.SECONDS.toNanos(1));
        assertThat(log.list).hasSize(1);
    }

    private void undecidedAt(long... seconds) {
        for (long second : seconds) {
            checks.add("Too many open files");
            checks.tell(TimeUnit.SECONDS.toNanos(second));
        }
    }
}
