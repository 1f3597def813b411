package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.DatagramChannel;
import io.wideip.config.AddressText;
import io.wideip.config.Listener;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.wire.ProxyHeaderReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of one listener. UDP has one for each event loop on each address, so that every answer leaves from the address that
 * was asked; TCP has one for each event loop. For what a wildcard stands for, see decision 4. One thread at a time.
 */
final class Listening {
    private static final int FREE_PORT_ATTEMPTS = 5;
    private static final String NO_SOCKET =
            "; raise the limit of open files (LimitNOFILE in systemd, ulimit -n in a shell),"
                    + " or have fewer addresses in server.dns.listen";
    private static final String TAKEN = "; change server.dns.listen, or end what listens there";
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final Listener listener;
    private final SocketApi socketApi;
    private final Loops loops;
    private final Acceptor acceptor;
    private final AcceptFailures acceptFailures;
    private final PerLoop<BufferedResponder> datagramResponders;
    private final Proxies proxies;
    private final LongAdder proxyRefusals;
    private final ChannelGroup open;
    /** By the address of an interface; only for a wildcard. */
    private final Map<InetAddress, List<Channel>> byInterface = new HashMap<>();

    private final Set<InetAddress> troubled = new HashSet<>();
    private InetSocketAddress bound;

    /**
     * @param datagramResponders one for each event loop; empty where the listener has no UDP
     * @param open takes every channel that listens
     */
    Listening(
            Listener listener,
            SocketApi socketApi,
            Loops loops,
            StreamPipeline pipeline,
            AcceptFailures acceptFailures,
            PerLoop<BufferedResponder> datagramResponders,
            LongAdder proxyRefusals,
            ChannelGroup open) {
        this.listener = listener;
        this.socketApi = socketApi;
        this.loops = loops;
        this.acceptFailures = acceptFailures;
        this.datagramResponders = datagramResponders;
        this.proxyRefusals = proxyRefusals;
        this.open = open;
        proxies = new Proxies(listener.proxies());
        acceptor = new Acceptor(loops, proxies, pipeline);
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
            List<Channel> own = new ArrayList<>();
            try {
                bind(own);
                return;
            } catch (IOException taken) {
                // A port that TCP has free may be taken by UDP.
                own.forEach(channel -> channel.close().awaitUninterruptibly());
                byInterface.clear();
                troubled.clear();
                bound = listener.address();
                attempts--;
                if (attempts == 0) {
                    throw taken;
                }
            }
        }
    }

    private void bind(List<Channel> own) throws IOException {
        InetAddress host = bound.getAddress();
        boolean wildcard = host.isAnyLocalAddress();
        boolean oneForAll = !wildcard || socketApi.bindsOneFamily(host);
        if (oneForAll) {
            bindTcp(host, own);
        }
        if (!wildcard) {
            bindUdp(host, own);
            return;
        }
        for (InetAddress each : Wildcards.addresses(host)) {
            bindAtStart(each, own);
        }
        if (!datagramResponders.isEmpty() && socketApi.knowsAddressAsked(host)) {
            EventLoop loop = loops.forDatagrams().get(0);
            ChannelFuture binding = socketApi
                    .datagrams(host, longestDatagram())
                    .group(loop)
                    .handler(new WildcardHandler(asked -> openUdp(asked, loops.forDatagrams())))
                    .bind(bound);
            own.add(await(binding, host, "UDP"));
        }
    }

    /** An IPv6 address can't be bound while the system looks whether another machine has it (RFC 4862). */
    private void bindAtStart(InetAddress host, List<Channel> own) throws IOException {
        boolean couldBe = Wildcards.canBind(host);
        List<Channel> channels = new ArrayList<>();
        try {
            bindInterface(host, channels);
        } catch (IOException e) {
            if (couldBe && Wildcards.canBind(host)) {
                throw e;
            }
            channels.forEach(Channel::close);
            channels.clear();
            troubled.add(host);
            LOG.warn(
                    "no DNS on {} port {} yet: {} (tried again {})",
                    AddressText.of(host),
                    bound.getPort(),
                    reason(e),
                    mustFollow() ? "every few seconds" : "when it is asked");
        } finally {
            own.addAll(channels);
        }
    }

    private void bindInterface(InetAddress host, List<Channel> own) throws IOException {
        List<Channel> channels = new ArrayList<>();
        try {
            if (!socketApi.bindsOneFamily(bound.getAddress())) {
                bindTcp(host, channels);
            }
            bindUdp(host, channels);
            byInterface.put(host, channels);
        } finally {
            own.addAll(channels);
        }
    }

    /** Where the system lets it, each event loop accepts its own connections: to hand one over means to wake another thread. */
    private void bindTcp(InetAddress host, List<Channel> own) throws IOException {
        List<? extends EventLoopGroup> each =
                socketApi.canShareAddress() ? loops.of(Carrier.TCP) : List.of(loops.forConnections());
        boolean first = true;
        for (EventLoopGroup group : each) {
            ChannelFuture binding = socketApi
                    .streams(host, first)
                    .group(group)
                    .handler(acceptFailures)
                    .childHandler(acceptor)
                    .bind(new InetSocketAddress(host, bound.getPort()));
            Channel channel = await(binding, host, "TCP");
            own.add(channel);
            int port = ((InetSocketAddress) channel.localAddress()).getPort();
            bound = new InetSocketAddress(bound.getAddress(), port);
            first = false;
        }
    }

    private void bindUdp(InetAddress host, List<Channel> own) throws IOException {
        if (datagramResponders.isEmpty()) {
            return;
        }
        List<EventLoop> each = socketApi.canShareAddress()
                ? loops.forDatagrams()
                : loops.forDatagrams().subList(0, 1);
        List<ChannelFuture> bindings = openUdp(host, each);
        for (ChannelFuture binding : bindings) {
            own.add(binding.channel());
        }
        for (ChannelFuture binding : bindings) {
            await(binding, host, "UDP");
        }
    }

    /** One for each of the event loops, or none. */
    private List<ChannelFuture> openUdp(InetAddress host, Collection<EventLoop> each) throws IOException {
        List<ChannelFuture> bindings = new ArrayList<>();
        for (EventLoop loop : each) {
            ChannelFuture binding = socketApi
                    .datagrams(host, longestDatagram())
                    .group(loop)
                    .handler(new DatagramHandler(datagramResponders.of(loop), proxies, proxyRefusals))
                    .bind(new InetSocketAddress(host, bound.getPort()));
            if (hasNoSocket(binding)) {
                bindings.forEach(opened -> opened.channel().close());
                throw cannotListen(binding, host, "UDP");
            }
            open.add(binding.channel());
            bindings.add(binding);
        }
        return bindings;
    }

    private int longestDatagram() {
        return SocketApi.LARGEST_QUERY + (proxies.isEmpty() ? 0 : ProxyHeaderReader.LONGEST);
    }

    private Channel await(ChannelFuture binding, InetAddress host, String protocol) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw cannotListen(binding, host, protocol);
        }
        open.add(binding.channel());
        return binding.channel();
    }

    /** The channel then is a stand-in of Netty's, which has no event loop, is never closed, and throws when it is told to. */
    private static boolean hasNoSocket(ChannelFuture binding) {
        Channel channel = binding.channel();
        return !(channel instanceof DatagramChannel || channel instanceof ServerChannel);
    }

    private IOException cannotListen(ChannelFuture binding, InetAddress host, String protocol) {
        Throwable cause = binding.cause();
        boolean noSocket = hasNoSocket(binding);
        return new IOException(
                (noSocket ? "can't open a socket for DNS on " : "can't listen for DNS on ") + AddressText.of(host)
                        + " port " + bound.getPort() + " (" + protocol + "): " + reason(cause)
                        + (noSocket ? NO_SOCKET : TAKEN),
                cause);
    }

    /** In the system's words. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }

    /** Whether addresses that come later get their sockets by {@link #follow} only. */
    boolean mustFollow() {
        InetAddress host = listener.address().getAddress();
        return host.isAnyLocalAddress()
                && (!socketApi.bindsOneFamily(host)
                        || !datagramResponders.isEmpty() && !socketApi.knowsAddressAsked(host));
    }

    /** Binds what the interfaces have got since, and lets go of what they have no more. */
    void follow() {
        try {
            Set<InetAddress> now = Wildcards.addresses(bound.getAddress());
            byInterface.entrySet().removeIf(each -> {
                if (now.contains(each.getKey())) {
                    return false;
                }
                each.getValue().forEach(Channel::close);
                return true;
            });
            troubled.retainAll(now);
            now.removeAll(byInterface.keySet());
            now.forEach(this::bindNew);
        } catch (IOException e) {
            LOG.warn("the addresses of this machine can't be read: {}", e.getMessage());
        }
    }

    private void bindNew(InetAddress host) {
        List<Channel> own = new ArrayList<>();
        try {
            bindInterface(host, own);
            troubled.remove(host);
            LOG.info("DNS on {} port {} too, which is new", AddressText.of(host), bound.getPort());
        } catch (IOException e) {
            own.forEach(Channel::close);
            if (troubled.add(host)) {
                LOG.warn("{} (tried again every few seconds)", e.getMessage());
            }
        }
    }
}
