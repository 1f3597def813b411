package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.wideip.config.StreamLimits;
import io.wideip.dns.engine.Proxies;
import io.wideip.dns.server.connection.Connections;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptorTest {
    private final Connections connections = new Connections(StreamLimits.DEFAULT, System::nanoTime);

    /** A connection from this machine, on an event loop of its own. */
    private static final class Accepted extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }
    }

    @Test
    void aConnectionThatCanNotBeAdmittedIsClosed() {
        try (Loops loops = new Loops(SocketApi.NIO, 1, connections, 1000)) {
            EmbeddedChannel channel = new Accepted();
            channel.pipeline().addLast(new Acceptor(loops, new Proxies(List.of()), (pipeline, connection) -> {}));
            channel.runPendingTasks();
            assertThat(channel.isOpen()).isFalse();
            assertThat(channel.pipeline().get(Acceptor.class)).isNull();
            assertThat(connections.open()).isZero();
        }
    }
}
