package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import io.wideip.dns.address.ClientAddress;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who the client is: the network that EDNS Client Subnet tells, else the resolver. */
final class QueryClientTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private final Query query = new Query();

    /** RFC 7871 sections 6 and 7.1. */
    static Stream<Arguments> clientSubnets() {
        return Stream.of(
                option("IPv4 /24", Wire.NOERROR, ecs(1, 24, 0, 192, 0, 2)),
                option("IPv4 /32", Wire.NOERROR, ecs(1, 32, 0, 192, 0, 2, 1)),
                option("IPv4 /20, zeros behind it", Wire.NOERROR, ecs(1, 20, 0, 192, 0, 0x20)),
                option("IPv4 /20, a bit behind it", Wire.FORMERR, ecs(1, 20, 0, 192, 0, 0x28)),
                option("IPv4 /0", Wire.NOERROR, ecs(1, 0, 0)),
                option("IPv4 /33", Wire.FORMERR, ecs(1, 33, 0, 192, 0, 2, 1, 0)),
                option("IPv6 /56", Wire.NOERROR, ecs(2, 56, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 1)),
                option("IPv6 /129", Wire.FORMERR, ecs(2, 129, 0, new int[17])),
                option("no family /0", Wire.NOERROR, ecs(0, 0, 0)),
                option("no family /8", Wire.FORMERR, ecs(0, 8, 0, 10)),
                option("family 3", Wire.FORMERR, ecs(3, 8, 0, 10)),
                option("a scope", Wire.FORMERR, ecs(1, 24, 24, 192, 0, 2)),
                option("an octet missing", Wire.FORMERR, ecs(1, 24, 0, 192, 0)),
                option("an octet too many", Wire.FORMERR, ecs(1, 24, 0, 192, 0, 2, 0)),
                option(
                        "no more than half the head",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 6)
                                .u16(8)
                                .u16(2)
                                .u16(1)),
                option(
                        "twice",
                        Wire.NOERROR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 18)
                                .ecsOption(1, 8, 0, 10)
                                .ecsOption(1, 8, 0, 10)),
                option(
                        "twice, malformed at last",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 18)
                                .ecsOption(1, 8, 0, 10)
                                .ecsOption(1, 7, 0, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clientSubnets")
    void readsOrRefusesANetwork(String what, int expected, byte[] message) {
        assertThat(query.read(message, message.length, ClientAddress.of(CLIENT)))
                .as(what)
                .isEqualTo(expected);
    }

    @Test
    void readsTheClientsNetwork() {
        read(ecs(1, 20, 0, 192, 0, 0x20));
        assertThat(query.client().isIpv4()).isTrue();
        assertThat(query.client().high()).isEqualTo(0xC0002000_00000000L);
        read(ecs(2, 72, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0xff));
        assertThat(query.client().isIpv4()).isFalse();
        assertThat(query.client().high()).isEqualTo(0x20010db8_00000001L);
        assertThat(query.client().low()).isEqualTo(0xff000000_00000000L);
    }

    @Test
    void withoutANetworkTheResolversAddressServes() throws Exception {
        byte[] plain = Packet.query("a", Wire.A, 0).bytes();
        query.read(plain, plain.length, ClientAddress.of(InetAddress.getByAddress(new byte[] {10, 1, 2, 3})));
        assertThat(query.client().isIpv4()).isTrue();
        assertThat(query.client().high()).isEqualTo(0x0A010203_00000000L);

        byte[] hidden = ecs(2, 0, 0).bytes();
        query.read(hidden, hidden.length, ClientAddress.of(InetAddress.getByAddress(new byte[] {10, 1, 2, 3})));
        assertThat(query.client().isIpv4()).isTrue();
        assertThat(query.client().high()).isEqualTo(0x0A010203_00000000L);

        query.read(plain, plain.length, ClientAddress.of(InetAddress.getByName("2001:db8::5")));
        assertThat(query.client().isIpv4()).isFalse();
        assertThat(query.client().high()).isEqualTo(0x20010db8_00000000L);
        assertThat(query.client().low()).isEqualTo(5);
    }

    private void read(Packet packet) {
        byte[] message = packet.bytes();
        assertThat(query.read(message, message.length, ClientAddress.of(CLIENT)))
                .isEqualTo(Wire.NOERROR);
    }

    private static Packet ecs(int family, int prefix, int scope, int... address) {
        return Packet.query("a", Wire.A, 1).ecs(family, prefix, scope, address);
    }

    private static Arguments option(String what, int expected, Packet packet) {
        return Arguments.of(what, expected, packet.bytes());
    }
}
