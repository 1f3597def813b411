package io.wideip.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a standard error that takes nothing until the test lets it. */
@Timeout(20)
final class LogQueueTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("test");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final long before = LogQueue.dropped();

    @BeforeEach
    @Timeout(20)
    void start() throws InterruptedException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        LogQueue queue = new LogQueue();
        queue.setContext(context);
        StandardError error = new StandardError(context, queue);
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern("%level %msg%n");
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        error.setEncoder(encoder);
        error.start();
        error.setOutputStream(new OutputStream() {
            @Override
            public void write(int octet) {
                begun.countDown();
                awaitReader();
                written.write(octet);
            }
        });
        queue.addAppender(error);
        queue.start();
        log.addAppender(queue);
        log.setAdditive(false);
        log.info("first");
        begun.await();
    }

    @AfterEach
    void stop() {
        read.countDown();
        context.stop();
    }

    @Test
    void dropsAndCountsWhatFindsNoPlace() {
        logInfo(LogQueue.PLACES);

        assertThat(LogQueue.dropped() - before).isEqualTo(LogQueue.RESERVED);
    }

    @Test
    void keepsPlacesForWarningsAndErrors() {
        logInfo(LogQueue.PLACES);
        for (int i = 0; i < LogQueue.RESERVED; i++) {
            log.warn("warning {}", i);
        }
        assertThat(LogQueue.dropped() - before).isEqualTo(LogQueue.RESERVED);

        log.error("one too many");

        assertThat(LogQueue.dropped() - before).isEqualTo(LogQueue.RESERVED + 1);
    }

    @Test
    void saysOnceThatLinesAreMissingWhenItIsReadAgain() {
        logInfo(LogQueue.PLACES + 5);
        read.countDown();
        context.stop();

        List<String> lines = written.toString(UTF_8).lines().toList();
        String notice = "WARN " + (LogQueue.RESERVED + 5)
                + " lines are missing before this one: standard error was not read for a while";
        assertThat(lines).startsWith("INFO first").containsOnlyOnce(notice).contains("INFO line " + last());
        assertThat(lines).hasSize(LogQueue.PLACES - LogQueue.RESERVED + 2);
    }

    @Test
    void losesNothingWhereStandardErrorIsRead() {
        read.countDown();
        log.info("second");
        log.error("third");
        context.stop();

        assertThat(written.toString(UTF_8).lines()).containsExactly("INFO first", "INFO second", "ERROR third");
        assertThat(LogQueue.dropped()).isEqualTo(before);
    }

    @Test
    void endsAlthoughNobodyReads() {
        log.error("never to be read");

        context.stop();

        assertThat(written.size()).isZero();
    }

    private static int last() {
        return LogQueue.PLACES - LogQueue.RESERVED - 1;
    }

    private void logInfo(int lines) {
        for (int i = 0; i < lines; i++) {
            log.info("line {}", i);
        }
    }

    private void awaitReader() {
        boolean waited = false;
        while (!waited) {
            try {
                read.await();
                waited = true;
            } catch (InterruptedException stopping) {
                // A write to a pipe does not hear it either.
            }
        }
    }
}
