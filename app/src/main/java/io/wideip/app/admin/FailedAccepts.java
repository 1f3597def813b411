package io.wideip.app.admin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of the listener. Where the system has no connection to give (no more open files), Netty pauses for a second;
 * without this it would log a stack trace each time.
 */
final class FailedAccepts extends ChannelInboundHandlerAdapter {
    private static final long LOG_EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final Logger LOG = LoggerFactory.getLogger("admin");

    private final LongSupplier clock;
    private long nextLog;

    /** @param clock nanoseconds, of any origin */
    FailedAccepts(LongSupplier clock) {
        this.clock = clock;
        nextLog = clock.getAsLong();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        long now = clock.getAsLong();
        if (now - nextLog >= 0) {
            nextLog = now + LOG_EVERY;
            LOG.warn("a connection that waits can't be accepted: {} (said once a minute)", cause.getMessage());
        }
    }
}
