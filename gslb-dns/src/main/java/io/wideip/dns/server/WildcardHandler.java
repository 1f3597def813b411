package io.wideip.dns.server;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what is sent to local addresses that have no socket of their own. The first datagram for one gets it some: they answer it,
 * from the address that was asked, and the kernel gives them all later ones. Of such addresses there is a bounded number; the one
 * known for longest makes way, and is learnt again when it is asked again.
 */
final class WildcardHandler extends ChannelInboundHandlerAdapter {
    static final int MOST_ADDRESSES = 64;

    private final Function<InetAddress, List<ChannelFuture>> binding;
    private final Map<InetAddress, List<ChannelFuture>> learnt = new LinkedHashMap<>();

    /** @param binding opens an address's sockets, the first one on the event loop of this handler */
    WildcardHandler(Function<InetAddress, List<ChannelFuture>> binding) {
        this.binding = binding;
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
        ChannelFuture socket = (known == null ? learn(asked) : known).get(0);
        socket.addListener(bound -> {
            if (bound.isSuccess()) {
                socket.channel().pipeline().fireChannelRead(packet).fireChannelReadComplete();
            } else {
                packet.release();
                learnt.remove(asked);
            }
        });
    }

    private List<ChannelFuture> learn(InetAddress asked) {
        if (learnt.size() >= MOST_ADDRESSES) {
            Iterator<List<ChannelFuture>> oldest = learnt.values().iterator();
            oldest.next()
                    .forEach(socket ->
                            socket.addListener(bound -> socket.channel().close()));
            oldest.remove();
        }
        List<ChannelFuture> sockets = binding.apply(asked);
        learnt.put(asked, sockets);
        return sockets;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The error of one datagram is none of the others'.
    }
}
