package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.wideip.config.Listener;
import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramEngine.OpenSockets;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one listener: those of the engine for UDP, and one for each event loop for TCP. For what a wildcard stands for,
 * see decision 4. One thread at a time.
 */
final class Listening {
    private static final int FREE_PORT_ATTEMPTS = 5;

    private final Listener listener;
    private final SocketApi socketApi;
    private final Loops loops;
    private final Acceptor acceptor;
    private final AcceptFailures acceptFailures;
    private final DatagramEngine engine;
    private final List<DatagramResponder> datagramResponders;
    private final ChannelGroup open;
    /** Only for a wildcard whose addresses need sockets of their own. */
    private @Nullable InterfaceSockets byInterface;

    private InetSocketAddress bound;

    /**
     * @param datagramResponders one for each of the engine's threads; empty where the listener has no UDP
     * @param open takes every channel that accepts connections
     */
    Listening(
            Listener listener,
            SocketApi socketApi,
            Loops loops,
            StreamPipeline pipeline,
            AcceptFailures acceptFailures,
            DatagramEngine engine,
            List<DatagramResponder> datagramResponders,
            ChannelGroup open) {
        this.listener = listener;
        this.socketApi = socketApi;
        this.loops = loops;
        this.acceptFailures = acceptFailures;
        this.engine = engine;
        this.datagramResponders = datagramResponders;
        this.open = open;
        acceptor = new Acceptor(loops, new Proxies(listener.proxies()), pipeline);
        bound = listener.address();
    }

    /** As configured, with the port that was taken where 0 was asked for. */
    InetSocketAddress address() {
        return bound;
    }

    /** @throws IOException with a message for people; nothing is kept then */
    void bind() throws IOException {
        int attempts = listener.address().getPort() == 0 ? FREE_PORT_ATTEMPTS : 1;
        while (true) {
            List<OpenSockets> own = new ArrayList<>();
            try {
                bind(own);
                return;
            } catch (IOException taken) {
                // A port that TCP has free may be taken by UDP.
                own.forEach(OpenSockets::close);
                if (byInterface != null) {
                    byInterface.close();
                    byInterface = null;
                }
                bound = listener.address();
                attempts--;
                if (attempts == 0) {
                    throw taken;
                }
            }
        }
    }

    private void bind(List<OpenSockets> own) throws IOException {
        InetAddress host = bound.getAddress();
        if (!needsEachForTcp()) {
            bindTcp(host, own);
        }
        if (needsEachForTcp() || needsEachForUdp()) {
            InterfaceSockets sockets = new InterfaceSockets(host, () -> bound.getPort(), this::bindInterface);
            byInterface = sockets;
            sockets.openAll(mustFollow() ? "every few seconds" : "when it is asked");
        }
        if (hasUdp() && (!host.isAnyLocalAddress() || engine.hearsNew(host))) {
            own.add(engine.open(bound, datagramResponders::get));
        }
    }

    private List<OpenSockets> bindInterface(InetAddress host) throws IOException {
        List<OpenSockets> sockets = new ArrayList<>();
        try {
            if (needsEachForTcp()) {
                bindTcp(host, sockets);
            }
            if (needsEachForUdp()) {
                sockets.add(engine.open(new InetSocketAddress(host, bound.getPort()), datagramResponders::get));
            }
            return sockets;
        } catch (IOException e) {
            sockets.forEach(OpenSockets::close);
            throw e;
        }
    }

    private boolean hasUdp() {
        return !datagramResponders.isEmpty();
    }

    private boolean needsEachForUdp() {
        InetAddress host = listener.address().getAddress();
        return hasUdp() && host.isAnyLocalAddress() && engine.needsEach(host);
    }

    private boolean needsEachForTcp() {
        InetAddress host = listener.address().getAddress();
        return host.isAnyLocalAddress() && !socketApi.bindsOneFamily(host);
    }

    /** Where the system lets it, each event loop accepts its own connections: to hand one over means to wake another thread. */
    private void bindTcp(InetAddress host, List<OpenSockets> own) throws IOException {
        List<? extends EventLoopGroup> each = socketApi.canShareAddress() ? loops.each() : List.of(loops.group());
        boolean first = true;
        for (EventLoopGroup group : each) {
            InetSocketAddress address = new InetSocketAddress(host, bound.getPort());
            ChannelFuture binding = socketApi
                    .streams(host, first)
                    .group(group)
                    .handler(acceptFailures)
                    .childHandler(acceptor)
                    .bind(address);
            Channel channel = new SocketBinding(binding, address, "TCP").await();
            open.add(channel);
            own.add(() -> channel.close().awaitUninterruptibly());
            int port = ((InetSocketAddress) channel.localAddress()).getPort();
            bound = new InetSocketAddress(bound.getAddress(), port);
            first = false;
        }
    }

    /** Whether addresses that come later get their sockets by {@link #follow} only. */
    boolean mustFollow() {
        return needsEachForTcp()
                || needsEachForUdp() && !engine.hearsNew(listener.address().getAddress());
    }

    /** Binds what the interfaces have got since, and lets go of what they have no more. */
    void follow() {
        if (byInterface != null) {
            byInterface.follow();
        }
    }
}
