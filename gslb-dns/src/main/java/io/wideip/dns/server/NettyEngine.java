package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.ReceiveDrops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Netty's event loops, one a thread. With epoll each of them has a socket for each address, else the first one has it alone. For
 * what a wildcard stands for, see decision 4.
 */
final class NettyEngine implements DatagramEngine {
    private final SocketApi socketApi;
    private final EventLoopGroup group;
    private final List<EventLoop> loops;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final ReceiveDrops<Channel> drops;

    NettyEngine(SocketApi socketApi, int threads) {
        this.socketApi = socketApi;
        drops = new ReceiveDrops<>(socketApi::receiveDrops);
        group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("dns-udp"), socketApi.ioHandlers());
        List<EventLoop> each = new ArrayList<>();
        group.forEach(executor -> each.add((EventLoop) executor));
        loops = socketApi.canShareAddress() ? List.copyOf(each) : List.of(each.get(0));
    }

    @Override
    public String description() {
        return "netty (" + socketApi.name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public int threads() {
        return loops.size();
    }

    @Override
    public boolean needsEach(InetAddress wildcard) {
        return true;
    }

    @Override
    public boolean hearsNew(InetAddress wildcard) {
        return socketApi.knowsAddressAsked(wildcard);
    }

    /** For a wildcard it hears what nobody else does, and opens sockets for the addresses that are asked. */
    @Override
    public OpenSockets open(InetSocketAddress address, IntFunction<DatagramResponder> responders) throws IOException {
        if (address.getAddress().isAnyLocalAddress()) {
            SocketBinding binding = learning(address, responders);
            Channel channel = binding.await();
            keep(channel);
            return () -> channel.close().awaitUninterruptibly();
        }
        List<SocketBinding> bindings = bind(address, responders);
        OpenSockets sockets =
                () -> bindings.forEach(each -> each.future().channel().close().awaitUninterruptibly());
        try {
            for (SocketBinding each : bindings) {
                each.await();
            }
            return sockets;
        } catch (IOException e) {
            sockets.close();
            throw e;
        }
    }

    private SocketBinding learning(InetSocketAddress wildcard, IntFunction<DatagramResponder> responders) {
        int port = wildcard.getPort();
        WildcardHandler handler = new WildcardHandler(
                asked -> bind(new InetSocketAddress(asked, port), responders).stream()
                        .map(SocketBinding::future)
                        .toList(),
                wildcard.getAddress());
        ChannelFuture bound = socketApi
                .datagrams(wildcard.getAddress(), responders.apply(0).query().length)
                .group(loops.get(0))
                .handler(handler)
                .bind(wildcard);
        return new SocketBinding(bound, wildcard, "UDP");
    }

    /** One for each event loop, or none. */
    private List<SocketBinding> bind(InetSocketAddress address, IntFunction<DatagramResponder> responders)
            throws IOException {
        List<SocketBinding> bindings = new ArrayList<>();
        for (int thread = 0; thread < loops.size(); thread++) {
            DatagramResponder responder = responders.apply(thread);
            ChannelFuture bound = socketApi
                    .datagrams(address.getAddress(), responder.query().length)
                    .group(loops.get(thread))
                    .handler(new DatagramHandler(responder, address.getAddress()))
                    .bind(address);
            SocketBinding binding = new SocketBinding(bound, address, "UDP");
            if (binding.hasNoSocket()) {
                bindings.forEach(opened -> opened.future().channel().close());
                throw binding.failure();
            }
            keep(bound.channel());
            bindings.add(binding);
        }
        return bindings;
    }

    private void keep(Channel channel) {
        open.add(channel);
        drops.add(channel);
        channel.closeFuture().addListener(closed -> drops.remove(channel));
        channel.pipeline().addLast(new LastLook());
    }

    /** Counts what a socket has dropped before it is closed. Behind the handler of datagrams, which hands it none. */
    private final class LastLook extends ChannelOutboundHandlerAdapter {
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            drops.look(context.channel());
            context.close(promise);
        }
    }

    @Override
    public long receiveDrops() {
        return drops.sum();
    }

    @Override
    public void close() {
        open.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
