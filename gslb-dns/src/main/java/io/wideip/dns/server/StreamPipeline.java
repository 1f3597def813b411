package io.wideip.dns.server;

import io.netty.channel.ChannelPipeline;
import io.wideip.dns.server.connection.Connection;

/** What serves the connections of one listener, once they are admitted and their PROXY header is off. */
@FunctionalInterface
interface StreamPipeline {
    /** Adds its handlers; called on the connection's event loop. */
    void addTo(ChannelPipeline pipeline, Connection connection);
}
