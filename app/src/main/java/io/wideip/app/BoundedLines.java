package io.wideip.app;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Lines of one kind for the log: a few a second, and how many others there were. Not thread-safe. */
final class BoundedLines {
    private static final int MOST = 20;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final Level level;
    private final String othersLine;
    private long since;
    private int left = MOST;
    private boolean toldOthers;
    private long others;

    /**
     * None yet.
     *
     * @param othersLine has a place for how many others there were
     * @param now in nanoseconds, of a clock that only goes forward
     */
    BoundedLines(Logger log, Level level, String othersLine, long now) {
        this.log = log;
        this.level = level;
        this.othersLine = othersLine;
        since = now;
    }

    void tell(List<String> lines, long now) {
        if (now - since >= SECOND_NANOS) {
            tellOthers();
            since = now;
            left = MOST;
            toldOthers = false;
        }
        int told = Math.min(left, lines.size());
        lines.subList(0, told).forEach(line -> log.atLevel(level).log("{}", line));
        left -= told;
        others += lines.size() - told;
        if (!toldOthers) {
            tellOthers();
        }
    }

    private void tellOthers() {
        if (others > 0) {
            log.atLevel(level).log(othersLine, others);
            others = 0;
            toldOthers = true;
        }
    }
}
