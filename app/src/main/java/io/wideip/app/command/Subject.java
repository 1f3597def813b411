package io.wideip.app.command;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** What a line is about, in one word: the module of a class of ours, else the logger's last word. */
final class Subject extends ClassicConverter {
    private static final String OURS = "io.wideip.";

    @Override
    public String convert(ILoggingEvent event) {
        return of(event.getLoggerName());
    }

    static String of(String logger) {
        if (logger.startsWith(OURS)) {
            int end = logger.indexOf('.', OURS.length());
            return logger.substring(OURS.length(), end < 0 ? logger.length() : end);
        }
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
