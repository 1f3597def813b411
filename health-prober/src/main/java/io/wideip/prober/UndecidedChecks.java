package io.wideip.prober;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the log of checks that could not be made. A moment of it is nothing that anybody must act on: a warning comes where it
 * lasts. Not thread-safe.
 */
final class UndecidedChecks {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);
    /** How long it may last before it is a warning. */
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** After this long without any, what comes next is a new trouble. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private long count;
    private String last = "";
    private boolean lasting;
    private long begun;
    private long latest;

    void add(String reason) {
        count++;
        last = reason;
    }

    /** One line for all that were added since the last call. */
    void tell(long nowNanos) {
        if (count == 0) {
            return;
        }
        if (!lasting || nowNanos - latest > PAUSE_NANOS) {
            begun = nowNanos;
        }
        lasting = true;
        latest = nowNanos;
        log.atLevel(level(nowNanos)).log("{} checks could not be made, the last: {}", count, last);
        count = 0;
    }

    private Level level(long nowNanos) {
        return nowNanos - begun < MOMENT_NANOS ? Level.INFO : Level.WARN;
    }
}
