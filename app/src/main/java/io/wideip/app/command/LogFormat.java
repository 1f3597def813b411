package io.wideip.app.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.wideip.app.log.JsonLines;
import io.wideip.app.log.LogQueue;
import io.wideip.app.log.StandardError;
import io.wideip.app.log.SubjectConverter;
import org.slf4j.LoggerFactory;

/** How logs are written, always to standard error. */
enum LogFormat {
    /** {@code 2026-11-21T08:00:00.123Z INFO  serve  ready after 1.2 s}. */
    TEXT,
    /** One JSON object per line. */
    JSON;

    private static final String LINE = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level %-7subject %msg%n";

    /** Replaces whatever is configured. */
    void install(Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        LogQueue queue = new LogQueue();
        queue.setContext(context);
        StandardError appender = new StandardError(context, queue);
        appender.setEncoder(encoder(context));
        appender.start();
        queue.addAppender(appender);
        queue.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(queue);
        context.getLogger("io.netty").setLevel(Level.WARN);
        // They warn of what single clients do to their own connections.
        context.getLogger("io.netty.handler.ssl").setLevel(Level.ERROR);
        context.getLogger("io.netty.handler.codec.http2").setLevel(Level.ERROR);
        // It warns where a machine has no network but loopback; nothing here depends on that.
        context.getLogger("io.netty.util.internal.MacAddressUtil").setLevel(Level.ERROR);
        context.getLogger("org.xbill").setLevel(Level.WARN);
        // It writes a stack trace for each failed attempt; those that follow clusters say each trouble once.
        context.getLogger("io.fabric8").setLevel(Level.OFF);
    }

    /** Logs nothing of a subject. */
    static void silence(String subject) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(subject).setLevel(Level.OFF);
    }

    /** Writes what is logged so far, as far as standard error takes it within seconds; what is logged later is lost. */
    static void end() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if (this == JSON) {
            JsonLines encoder = new JsonLines();
            encoder.setContext(context);
            encoder.start();
            return encoder;
        }
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(LINE);
        layout.getInstanceConverterMap().put("subject", SubjectConverter::new);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }
}
