package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.defect.Defects;
import io.wideip.dns.engine.Proxies;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Gives each new connection of a listener its place and its pipeline. */
@Sharable
final class Acceptor extends ChannelHandlerAdapter {
    private final Loops loops;
    private final Proxies proxies;
    private final StreamPipeline pipeline;

    Acceptor(Loops loops, Proxies proxies, StreamPipeline pipeline) {
        this.loops = loops;
        this.proxies = proxies;
        this.pipeline = pipeline;
    }

    /** On the event loop of the connection, before anything is read. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        try {
            admit(context.channel());
        } catch (RuntimeException | Error e) { // Else Netty would leave the connection open, without handlers.
            Defects.tell(e);
            context.close();
        }
        context.pipeline().remove(this);
    }

    private void admit(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            // Reset before it was accepted.
            channel.close();
            return;
        }
        InetAddress client = peer.getAddress();
        if (!proxies.isEmpty() && !proxies.contains(ClientAddress.of(client))) {
            loops.connections(channel.eventLoop()).refuse(Ending.PROXY);
            channel.close();
            return;
        }
        // A load balancer has the connections of many clients, and limits them itself.
        Connection connection = loops.connections(channel.eventLoop()).admit(channel, client, proxies.isEmpty());
        if (!proxies.isEmpty()) {
            connection.busy(0);
            channel.pipeline().addLast(new ProxyStreamHandler(connection));
        }
        pipeline.addTo(channel.pipeline(), connection);
    }
}
