package io.wideip.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class FailedAcceptsTest {
    @Test
    void areToldOfOnceAMinuteInOneLine() {
        Logger admin = (Logger) LoggerFactory.getLogger("admin");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        admin.addAppender(log);
        AtomicLong now = new AtomicLong();
        EmbeddedChannel listener = new EmbeddedChannel(new FailedAccepts(now::get));
        try {
            for (int second = 0; second <= 60; second++) {
                now.set(TimeUnit.SECONDS.toNanos(second));
                listener.pipeline().fireExceptionCaught(new IOException("Too many open files"));
            }
        } finally {
            admin.detachAppender(log);
        }
        // None of them reached Netty's own end of the pipeline, which would log it.
        listener.checkException();
        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getFormattedMessage())
                        .isEqualTo(
                                "a connection that waits can't be accepted: Too many open files (said once a minute)"))
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
    }
}
