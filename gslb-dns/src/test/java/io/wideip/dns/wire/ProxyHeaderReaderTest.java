package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyHeaderReaderTest {
    private static final int TCP4 = 0x11;
    private static final int UDP4 = 0x12;
    private static final int TCP6 = 0x21;
    private static final int UDP6 = 0x22;
    private static final int IPV4_BLOCK = 12;
    private static final int IPV6_BLOCK = 36;

    private final ProxyHeaderReader header = new ProxyHeaderReader();

    @ParameterizedTest
    @ValueSource(ints = {TCP4, UDP4})
    void namesAnIpv4Client(int family) {
        byte[] octets = Packet.proxy(0x21, family, IPV4_BLOCK)
                .octets(ipv4())
                .octets(new byte[] {1, 2, 3})
                .bytes();
        assertThat(read(octets)).isEqualTo(28);
        assertThat(header.client()).isEqualTo(TestCatalog.address("203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(ints = {TCP6, UDP6})
    void namesAnIpv6Client(int family) {
        byte[] octets = Packet.proxy(0x21, family, IPV6_BLOCK).octets(ipv6()).bytes();
        assertThat(read(octets)).isEqualTo(52);
        assertThat(header.client()).isEqualTo(TestCatalog.address("2001:db8::9"));
    }

    @Test
    void skipsWhatFollowsTheAddresses() {
        byte[] octets = Packet.proxy(0x21, TCP4, IPV4_BLOCK + 300)
                .octets(ipv4())
                .octets(new byte[300])
                .octets(new byte[5])
                .bytes();
        assertThat(read(octets)).isEqualTo(16 + 12 + 300);
        assertThat(header.client()).isEqualTo(TestCatalog.address("203.0.113.9"));
    }

    /** The command LOCAL, whatever it says besides; families and transports that are not specified; Unix sockets. */
    @ParameterizedTest
    @CsvSource({
        "0x20, 0x00, 0",
        "0x20, 0x11, 12",
        "0x20, 0xff, 7",
        "0x21, 0x00, 0",
        "0x21, 0x00, 40",
        "0x21, 0x10, 12",
        "0x21, 0x20, 36",
        "0x21, 0x31, 216",
        "0x21, 0x32, 216"
    })
    void namesNobodyWhereTheProxySpeaksForItself(String command, String family, int length) {
        byte[] before = Packet.proxy(0x21, TCP4, IPV4_BLOCK).octets(ipv4()).bytes();
        read(before);
        byte[] octets = Packet.proxy(Integer.decode(command), Integer.decode(family), length)
                .octets(new byte[length])
                .bytes();
        assertThat(read(octets)).isEqualTo(16 + length);
        assertThat(header.client()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // Versions and commands that there are not.
        "0x11, 0x11, 12", "0x31, 0x11, 12", "0x22, 0x11, 12", "0x2f, 0x11, 12",
        // Families and transports that there are not.
        "0x21, 0x41, 12", "0x21, 0xf1, 12", "0x21, 0x13, 12", "0x21, 0x2f, 36",
        // Shorter than the family's addresses.
        "0x21, 0x11, 11", "0x21, 0x22, 35", "0x21, 0x31, 215", "0x21, 0x11, 0",
        // Longer than we read.
        "0x21, 0x11, 1009", "0x20, 0x00, 65535"
    })
    void refusesWhatIsNoHeader(String command, String family, int length) {
        byte[] octets = Packet.proxy(Integer.decode(command), Integer.decode(family), length)
                .octets(new byte[length])
                .bytes();
        assertThat(read(octets)).isEqualTo(ProxyHeaderReader.MALFORMED);
        assertThat(header.client()).isNull();
    }

    @Test
    void readsTheLongest() {
        int length = ProxyHeaderReader.LONGEST - 16;
        byte[] octets = Packet.proxy(0x21, TCP4, length)
                .octets(Arrays.copyOf(ipv4(), length))
                .bytes();
        assertThat(read(octets)).isEqualTo(ProxyHeaderReader.LONGEST);
    }

    @Test
    void waitsForTheRestOfEveryBeginning() {
        byte[] octets = Packet.proxy(0x21, TCP4, IPV4_BLOCK).octets(ipv4()).bytes();
        for (int length = 0; length < octets.length; length++) {
            assertThat(header.read(octets, length)).as("of %d octets", length).isEqualTo(ProxyHeaderReader.INCOMPLETE);
            assertThat(header.client()).isNull();
        }
    }

    @Test
    void refusesAnotherBeginningAtOnce() {
        byte[] octets = Packet.proxy(0x21, TCP4, IPV4_BLOCK).octets(ipv4()).bytes();
        for (int at = 0; at < 12; at++) {
            byte[] wrong = octets.clone();
            wrong[at] ^= 1;
            assertThat(header.read(wrong, at + 1)).isEqualTo(ProxyHeaderReader.MALFORMED);
        }
        assertThat(read("PROXY TCP4 203.0.113.9 192.0.2.1 4711 53\r\n".getBytes(StandardCharsets.US_ASCII)))
                .as("version 1")
                .isEqualTo(ProxyHeaderReader.MALFORMED);
    }

    private int read(byte[] octets) {
        return header.read(octets, octets.length);
    }

    private static byte[] ipv4() {
        return new Packet()
                .octets(TestCatalog.address("203.0.113.9").getAddress())
                .octets(TestCatalog.address("192.0.2.53").getAddress())
                .u16(4711)
                .u16(53)
                .bytes();
    }

    private static byte[] ipv6() {
        return new Packet()
                .octets(TestCatalog.address("2001:db8::9").getAddress())
                .octets(TestCatalog.address("2001:db8::53").getAddress())
                .u16(4711)
                .u16(53)
                .bytes();
    }
}
