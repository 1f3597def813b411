package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.LOOPBACK;
import static io.wideip.dns.server.TestClients.SHOP;
import static io.wideip.dns.server.TestClients.address;
import static io.wideip.dns.server.TestClients.connect;
import static io.wideip.dns.server.TestClients.replies;
import static io.wideip.dns.server.TestClients.resolver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Addresses that are bound, taken and freed, on each transport. */
final class BindingIT {
    private final TestServer site = TestClients.site("");

    @ParameterizedTest
    @EnumSource
    void answersUdpAndTcpOnBothFamilies(SocketApi socketApi) throws IOException {
        List<InetSocketAddress> listen = Stream.of("127.0.0.1", "::1")
                .map(host -> new InetSocketAddress(host, 0))
                .filter(address -> isLocal(address.getAddress()))
                .toList();
        try (DnsServer server = start(socketApi, listen)) {
            assertThat(server.addresses()).hasSameSizeAs(listen);
            for (InetSocketAddress address : server.addresses()) {
                for (boolean tcp : List.of(false, true)) {
                    Message reply = resolver(address, tcp).send(TestServer.query(SHOP, "A"));
                    assertThat(TestServer.shown(reply, Section.ANSWER)).containsExactly(SHOP + " 30 A 192.0.2.10");
                }
            }
            assertThat(replies(server, Carrier.UDP)).isEqualTo(listen.size());
            assertThat(replies(server, Carrier.TCP)).isEqualTo(listen.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatIsTakenIsReportedForPeople(SocketApi socketApi) throws IOException {
        try (ServerSocket tcp = new ServerSocket(0, 1, LOOPBACK)) {
            assertTaken(socketApi, new InetSocketAddress(LOOPBACK, tcp.getLocalPort()), "TCP");
        }
        // Whose sockets share their address among themselves.
        try (DnsServer other = start(socketApi, List.of(new InetSocketAddress(LOOPBACK, 0)))) {
            assertTaken(socketApi, address(other), "TCP");
        }
        // By an address that TCP has free, as it is bound first.
        InetSocketAddress free = free(LOOPBACK);
        try (DatagramSocket udp = new DatagramSocket(free)) {
            assertTaken(socketApi, (InetSocketAddress) udp.getLocalSocketAddress(), "UDP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereOneAddressIsTakenNoneIsKept(SocketApi socketApi) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            InetSocketAddress free = free(LOOPBACK);
            InetSocketAddress used = new InetSocketAddress(LOOPBACK, taken.getLocalPort());
            assertThatThrownBy(() -> start(socketApi, List.of(free, used))).isInstanceOf(IOException.class);
            try (DnsServer server = start(socketApi, List.of(free))) {
                assertThat(server.addresses()).containsExactly(free);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsSoonAndFreesTheAddress(SocketApi socketApi) throws IOException {
        DnsServer server = start(socketApi, List.of(new InetSocketAddress(LOOPBACK, 0)));
        InetSocketAddress address = address(server);
        try (Socket client = connect(server)) {
            assertThat(TestClients.ask(client, 1).getSection(Section.ANSWER)).hasSize(1);
            long before = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (DnsServer next = start(socketApi, List.of(address))) {
            assertThat(resolver(address(next), false)
                            .send(TestServer.query(SHOP, "A"))
                            .getSection(Section.ANSWER))
                    .hasSize(1);
        }
    }

    private void assertTaken(SocketApi socketApi, InetSocketAddress address, String protocol) {
        assertThatThrownBy(() -> start(socketApi, List.of(address)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't listen for DNS on " + LOOPBACK.getHostAddress() + " port "
                        + address.getPort() + " (" + protocol + "): ")
                .hasMessageEndingWith("; change server.dns.listen, or end what listens there");
    }

    private DnsServer start(SocketApi socketApi, List<InetSocketAddress> listen) throws IOException {
        return TestClients.start(
                socketApi,
                site,
                StreamLimits.DEFAULT,
                1,
                listen.stream().map(Listener::plain).toArray(Listener[]::new));
    }

    private static InetSocketAddress free(InetAddress host) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, host)) {
            return new InetSocketAddress(host, probe.getLocalPort());
        }
    }

    private static boolean isLocal(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
