package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wideip.config.Listener;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BindCheckIT {
    @ParameterizedTest
    @CsvSource({"127.0.0.1, ::", "::1, 0.0.0.0", "::1, 127.0.0.1"})
    void oneFamilysPortIsNotTheOthers(String taken, String wanted) throws IOException {
        assumeTrue(canBind(taken), "this machine has " + taken);
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getByName(taken));
                DatagramSocket udp = new DatagramSocket(tcp.getLocalSocketAddress())) {
            assertThatCode(() -> require(wanted, udp.getLocalPort())).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "127.0.0.1, 0.0.0.0", "::1, ::1"})
    void whatIsTakenIsToldOf(String taken, String wanted) throws IOException {
        assumeTrue(canBind(taken), "this machine has " + taken);
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getByName(taken))) {
            assertThatThrownBy(() -> require(wanted, tcp.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("can't serve DNS by TCP on ")
                    .hasMessageEndingWith(" (does another program have it?)");
        }
    }

    @Test
    void udpIsAskedForToo() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> require("127.0.0.1", udp.getLocalPort()))
                    .hasMessageStartingWith("can't serve DNS by UDP on 127.0.0.1:" + udp.getLocalPort());
        }
    }

    /** Of the networks for documentation (RFC 5737, RFC 3849), which no machine has. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void aDefaultThatIsNotHereIsLeftOut(String absent) throws IOException {
        Listener here = Listener.ofDefault(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Listener away = Listener.ofDefault(new InetSocketAddress(InetAddress.getByName(absent), 5353));

        assertThat(BindCheck.require(List.of(here, away))).containsExactly(here);
        assertThat(BindCheck.require(List.of(away, here))).containsExactly(here);
        assertThatThrownBy(() -> BindCheck.require(List.of(away)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't serve DNS: this machine has none of the addresses ")
                .hasMessageEndingWith(":5353: write server.dns.listen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void whatIsWrittenMustBeHere(String absent) {
        assertThatThrownBy(() -> require(absent, 5353))
                .hasMessageStartingWith("can't serve DNS by UDP on ")
                .hasMessageEndingWith(
                        " (this machine does not have the address: write one that it has in server.dns.listen)");
    }

    @Test
    void aDefaultThatIsTakenIsToldOf() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Listener taken = Listener.ofDefault((InetSocketAddress) udp.getLocalSocketAddress());
            assertThatThrownBy(() -> BindCheck.require(List.of(taken)))
                    .hasMessageEndingWith(" (does another program have it?)");
        }
    }

    private static void require(String host, int port) throws IOException {
        BindCheck.require(List.of(Listener.plain(new InetSocketAddress(InetAddress.getByName(host), port))));
    }

    private static boolean canBind(String host) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
