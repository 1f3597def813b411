package io.wideip.prober.probe;

import io.netty.channel.Channel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.wideip.config.section.Section;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;

/** The header of the PROXY protocol that some load balancers want on each connection. */
enum ProxyHeader {
    NONE,
    /** With the connection's own addresses: of the version's two forms the one that every receiver takes. */
    V1,
    /** With the command LOCAL, which the protocol has for health checks. */
    V2;

    private static final String NOT_SENT = "none";

    static ProxyHeader read(Section section) {
        return switch (section.choice("proxyProtocol", List.of(NOT_SENT, "v1", "v2"), NOT_SENT)) {
            case "v1" -> V1;
            case "v2" -> V2;
            default -> NONE;
        };
    }

    /** Sends the header on a connection that stands, before anything else. */
    void send(Channel channel) {
        if (this == NONE) {
            return;
        }
        channel.pipeline().addLast(HAProxyMessageEncoder.INSTANCE);
        channel.writeAndFlush(this == V1 ? addressed(channel) : local());
        channel.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
    }

    private static HAProxyMessage addressed(Channel channel) {
        InetSocketAddress from = (InetSocketAddress) channel.localAddress();
        InetSocketAddress to = (InetSocketAddress) channel.remoteAddress();
        return new HAProxyMessage(
                HAProxyProtocolVersion.V1,
                HAProxyCommand.PROXY,
                to.getAddress() instanceof Inet6Address ? HAProxyProxiedProtocol.TCP6 : HAProxyProxiedProtocol.TCP4,
                NetUtil.toAddressString(from.getAddress()),
                NetUtil.toAddressString(to.getAddress()),
                from.getPort(),
                to.getPort());
    }

    private static HAProxyMessage local() {
        return new HAProxyMessage(
                HAProxyProtocolVersion.V2, HAProxyCommand.LOCAL, HAProxyProxiedProtocol.UNKNOWN, null, null, 0, 0);
    }
}
