package io.wideip.dns.server;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.wideip.dns.defect.OnceAMinute;
import io.wideip.dns.engine.ReadFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is sent to local addresses that have no socket of their own. The first datagram for such an address opens
 * sockets for it. They answer that datagram, from the address that was asked, and the kernel gives them all later ones.
 * The number of such addresses is bounded: the one that is known for longest makes way, and is learnt again when it is
 * asked again.
 */
final class WildcardHandler extends ChannelInboundHandlerAdapter {
    static final int MOST_ADDRESSES = 64;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final Binding binding;
    private final Map<InetAddress, List<ChannelFuture>> learnt = new LinkedHashMap<>();
    private final OnceAMinute line = new OnceAMinute();
    private final ReadFailures failures;

    /** What opens sockets. */
    interface Binding {
        /**
         * Opens an address's sockets, the first one on the event loop of the handler.
         *
         * @throws IOException with a message for people, where they can't be opened; none is kept then
         */
        List<ChannelFuture> open(InetAddress asked) throws IOException;
    }

    /** @param wildcard of the socket */
    WildcardHandler(Binding binding, InetAddress wildcard) {
        this.binding = binding;
        failures = new ReadFailures(wildcard);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        InetAddress asked = packet.recipient().getAddress();
        if (asked.isAnyLocalAddress() || asked.isMulticastAddress()) {
            packet.release();
            return;
        }
        List<ChannelFuture> known = learnt.get(asked);
        List<ChannelFuture> sockets = known == null ? learn(asked) : known;
        if (sockets.isEmpty()) {
            packet.release();
            return;
        }
        ChannelFuture first = sockets.get(0);
        first.addListener(bound -> {
            if (bound.isSuccess()) {
                first.channel().pipeline().fireChannelRead(packet).fireChannelReadComplete();
            } else {
                packet.release();
                learnt.remove(asked, sockets);
                close(sockets);
            }
        });
    }

    /** Empty where the system gives no socket. */
    private List<ChannelFuture> learn(InetAddress asked) {
        if (learnt.size() >= MOST_ADDRESSES) {
            Iterator<List<ChannelFuture>> oldest = learnt.values().iterator();
            close(oldest.next());
            oldest.remove();
        }
        try {
            List<ChannelFuture> sockets = binding.open(asked);
            learnt.put(asked, sockets);
            return sockets;
        } catch (IOException e) {
            if (line.isDue()) {
                LOG.warn("{} (said once a minute)", e.getMessage());
            }
            return List.of();
        }
    }

    private static void close(List<ChannelFuture> sockets) {
        sockets.forEach(socket -> socket.addListener(bound -> socket.channel().close()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The error of one datagram is none of the others'.
        if (cause instanceof IOException failure) {
            ReadPause.begin(context.channel(), failure, failures);
        }
    }
}
