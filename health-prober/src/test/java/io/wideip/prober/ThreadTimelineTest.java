package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a step throws is told, and the next step runs. */
final class ThreadTimelineTest {
    @Test
    void anErrorIsLoggedAndStopsNothing() {
        Logger logger = (Logger) LoggerFactory.getLogger(ThreadTimeline.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.ERROR);
        try (ThreadTimeline timeline = new ThreadTimeline(new Lag())) {
            timeline.run(() -> {
                throw new StackOverflowError("on purpose");
            });
            CompletableFuture<Void> next = new CompletableFuture<>();
            timeline.run(() -> next.complete(null));
            next.orTimeout(5, TimeUnit.SECONDS).join();
        } finally {
            logger.setLevel(null);
            logger.setAdditive(true);
            logger.detachAppender(lines);
        }
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("a step of the prober failed; the next ones go on");
            assertThat(line.getThrowableProxy().getClassName()).isEqualTo(StackOverflowError.class.getName());
        });
    }
}
