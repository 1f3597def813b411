package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SocketBindingTest {
    private static final String NO_IPV6 = "; this machine has no IPv6: write IPv4 addresses in server.dns.listen";
    private static final String FEW_FILES =
            "; raise the limit of open files (LimitNOFILE in systemd, ulimit -n in a shell),"
                    + " or have fewer addresses in server.dns.listen";

    @ParameterizedTest
    @MethodSource("missing")
    void theMendIsThatOfTheSocketThatIsMissing(Exception cause, String mend) {
        // Neither a listener nor a socket for datagrams: what Netty has in the place of one.
        EmbeddedChannel standIn = new EmbeddedChannel();
        InetSocketAddress address = new InetSocketAddress("::", 53);

        assertThat(new SocketBinding(standIn.newFailedFuture(new ChannelException(cause)), address, "TCP").failure())
                .hasMessageStartingWith("can't open a socket for DNS on :: port 53 (TCP): ")
                .hasMessageEndingWith(mend);
    }

    static Stream<Arguments> missing() {
        // Netty's exceptions ask the native part for numbers.
        Epoll.ensureAvailability();
        return Stream.of(
                Arguments.of(new Errors.NativeIoException("newSocketStream", -97), NO_IPV6),
                Arguments.of(new UnsupportedOperationException("IPv6 not available"), NO_IPV6),
                Arguments.of(new Errors.NativeIoException("newSocketStream", -24), FEW_FILES));
    }
}
