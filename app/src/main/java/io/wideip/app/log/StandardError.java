package io.wideip.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

/** Writes what a queue holds, and says in a line of its own how many lines had no place in it. */
public final class StandardError extends ConsoleAppender<ILoggingEvent> {
    private final LogQueue queue;
    private long told = LogQueue.dropped();

    public StandardError(LoggerContext context, LogQueue queue) {
        this.queue = queue;
        setContext(context);
        setTarget("System.err");
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (queue.getNumberOfElementsInQueue() == 0) {
            tellWhatIsMissing();
        }
    }

    /** The queue's last lines are in it while they are written, so they never come upon an empty one. */
    @Override
    public void stop() {
        if (isStarted()) {
            tellWhatIsMissing();
        }
        super.stop();
    }

    private void tellWhatIsMissing() {
        long dropped = LogQueue.dropped();
        if (dropped != told) {
            super.append(notice(dropped - told));
            told = dropped;
        }
    }

    private LoggingEvent notice(long lines) {
        return new LoggingEvent(
                StandardError.class.getName(),
                ((LoggerContext) getContext()).getLogger("log"),
                Level.WARN,
                "{} lines are missing before this one: standard error was not read for a while",
                null,
                new Object[] {lines});
    }
}
