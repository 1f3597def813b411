package io.wideip.app.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The subject of a line, for a pattern. */
public final class SubjectConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Subject.of(event.getLoggerName());
    }
}
