package io.wideip.dns.defect;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.PortUnreachableException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class DefectsTest {
    @Test
    void aDefectIsToldOnceAMinuteAndWhatClientsBringAboutIsNot() {
        Logger dns = (Logger) LoggerFactory.getLogger("dns");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        dns.setLevel(Level.ERROR);
        dns.setAdditive(false);
        dns.addAppender(log);
        OnceAMinute line = new OnceAMinute();
        try {
            assertThat(Defects.tell(new PortUnreachableException(), line)).isFalse();
            assertThat(Defects.tell(new IllegalStateException("no snapshot"), line))
                    .isTrue();
            assertThat(Defects.tell(new IllegalStateException("no snapshot"), line))
                    .isTrue();
        } finally {
            dns.detachAppender(log);
            dns.setLevel(null);
            dns.setAdditive(true);
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(said ->
                        assertThat(said.getThrowableProxy().getMessage()).isEqualTo("no snapshot"));
    }
}
