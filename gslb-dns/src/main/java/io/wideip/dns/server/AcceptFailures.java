package io.wideip.dns.server;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.wideip.dns.defect.OnceAMinute;
import io.wideip.dns.server.connection.Connections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses listening where the system can't give a connection that waits (no more open files, no memory): every attempt
 * would fail at once.
 */
@Sharable
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final int PAUSE_MILLIS = 200;
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final Connections connections;
    private final OnceAMinute line = new OnceAMinute();

    AcceptFailures(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connections.acceptFailed();
        ReadPause.begin(context.channel(), PAUSE_MILLIS);
        if (line.isDue()) {
            LOG.warn("a connection that waits can't be accepted: {} (said once a minute)", cause.getMessage());
        }
    }
}
