package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.address;
import static io.wideip.dns.server.TestClients.exchange;
import static io.wideip.dns.server.TestClients.message;
import static io.wideip.dns.server.TestClients.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is bound to all addresses answers from the one that was asked. */
final class WildcardsIT {
    private static final int THREADS = 2;

    private final TestServer site = TestClients.site("");

    @ParameterizedTest
    @EnumSource
    void answersFromTheAddressThatWasAsked(SocketApi socketApi) throws Exception {
        try (DnsServer server = start(socketApi, "0.0.0.0")) {
            assertThat(address(server).getAddress().isAnyLocalAddress()).isTrue();
            assertAnswersFrom("127.0.0.1", server);
            assertAnswersByTcp("127.0.0.1", server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersIpv6Likewise(SocketApi socketApi) throws Exception {
        assumeTrue(hasIpv6(), "this machine has IPv6");
        try (DnsServer server = start(socketApi, "::")) {
            assertAnswersFrom("::1", server);
            assertAnswersByTcp("::1", server);
        }
    }

    /** Linux has all of 127.0.0.0/8 for its own, but only 127.0.0.1 is on an interface: like a VIP that moves in later. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void answersFromAnAddressThatNoInterfaceHad() throws Exception {
        try (DnsServer server = start(SocketApi.EPOLL, "0.0.0.0")) {
            // The first datagram binds the address, and the others find it bound.
            for (int i = 0; i < 3; i++) {
                assertAnswersFrom("127.0.0.2", server);
            }
            assertAnswersByTcp("127.0.0.2", server);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void answersOnMoreAddressesThanItKeeps() throws Exception {
        try (DnsServer server = start(SocketApi.EPOLL, "0.0.0.0")) {
            for (int round = 0; round < 2; round++) {
                for (int host = 1; host <= WildcardHandler.MOST_ADDRESSES + 20; host++) {
                    assertAnswersSoonFrom("127.0.3." + host, server);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothFamiliesHaveTheSamePort(SocketApi socketApi) throws Exception {
        assumeTrue(hasIpv6(), "this machine has IPv6");
        try (DnsServer ipv4 = start(socketApi, "0.0.0.0");
                DnsServer ipv6 = start(socketApi, "::", address(ipv4).getPort())) {
            assertAnswersFrom("127.0.0.1", ipv4);
            assertAnswersFrom("::1", ipv6);
            assertAnswersByTcp("127.0.0.1", ipv4);
            assertAnswersByTcp("::1", ipv6);
        }
    }

    private DnsServer start(SocketApi socketApi, String host) throws IOException {
        return start(socketApi, host, 0);
    }

    private DnsServer start(SocketApi socketApi, String host, int port) throws IOException {
        Listener listener = Listener.plain(new InetSocketAddress(TestCatalog.address(host), port));
        return TestClients.start(socketApi, site, StreamLimits.DEFAULT, THREADS, listener);
    }

    /** What comes while the sockets of an address that has made way still close is lost, as any datagram may be. */
    private static void assertAnswersSoonFrom(String host, DnsServer server) throws IOException {
        try (DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(1_000);
            InetSocketAddress asked = new InetSocketAddress(
                    TestCatalog.address(host), address(server).getPort());
            byte[] query = query(7);
            DatagramPacket reply = new DatagramPacket(new byte[1500], 1500);
            for (int attempt = 1; ; attempt++) {
                client.send(new DatagramPacket(query, query.length, asked));
                try {
                    client.receive(reply);
                    break;
                } catch (SocketTimeoutException e) {
                    assertThat(attempt).as("attempts to ask %s", host).isLessThan(3);
                }
            }
            assertThat(reply.getSocketAddress()).isEqualTo(asked);
        }
    }

    private static void assertAnswersFrom(String host, DnsServer server) throws IOException {
        InetSocketAddress asked =
                new InetSocketAddress(TestCatalog.address(host), address(server).getPort());
        try (DatagramSocket client = new DatagramSocket()) {
            DatagramPacket reply = exchange(client, query(7), asked);
            assertThat(reply.getSocketAddress()).isEqualTo(asked);
            assertThat(message(reply).getHeader().getID()).isEqualTo(7);
        }
    }

    private static void assertAnswersByTcp(String host, DnsServer server) throws IOException {
        try (Socket client =
                new Socket(TestCatalog.address(host), address(server).getPort())) {
            client.setSoTimeout((int) TestClients.PATIENCE.toMillis());
            assertThat(TestClients.ask(client, 8).getHeader().getID()).isEqualTo(8);
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, TestCatalog.address("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
