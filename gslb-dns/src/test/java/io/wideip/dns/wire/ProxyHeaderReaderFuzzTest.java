package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wideip.dns.Packet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in front of a query, and however much of it has come, is a header, none, or not yet one: once and for all. */
final class ProxyHeaderReaderFuzzTest {
    private static final int IPV4 = 0x11;
    private static final int IPV6 = 0x21;

    private final ProxyHeaderReader header = new ProxyHeaderReader();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        packet(0x21, IPV4, 12).octets(new byte[] {(byte) 192, 0, 2, 1, 127, 0, 0, 1, 0, 1, 0, 53}),
                        packet(0x21, 0x12, 12).octets(new byte[] {(byte) 192, 0, 2, 1, 127, 0, 0, 1, 0, 1, 0, 53}),
                        packet(0x21, IPV6, 36).octets(new byte[36]),
                        packet(0x21, IPV6, 43).octets(new byte[36]).u8(4).u16(4).octets(new byte[4]),
                        packet(0x21, 0x31, 216).octets(new byte[216]),
                        packet(0x21, 0, 0),
                        packet(0x20, 0, 0),
                        packet(0x20, 0xff, 3).octets(new byte[3]),
                        packet(0x21, IPV4, 11).octets(new byte[11]),
                        packet(0x21, IPV4, 1009).octets(new byte[1009]),
                        packet(0x21, IPV4, 65_535),
                        packet(0x22, IPV4, 12),
                        packet(0x11, IPV4, 12),
                        new Packet()
                                .octets("PROXY TCP4 192.0.2.1 127.0.0.1 1 53\r\n".getBytes(StandardCharsets.US_ASCII)))
                .map(Packet::bytes);
    }

    private static Packet packet(int command, int family, int length) {
        return new Packet()
                .octets("\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII))
                .u8(command)
                .u8(family)
                .u16(length);
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBeginning(byte[] octets) {
        // As where one array takes many datagrams: what stands behind this one is of another.
        byte[] array = new byte[ProxyHeaderReader.LONGEST + octets.length];
        Arrays.fill(array, (byte) 0x21);
        int verdict = ProxyHeaderReader.INCOMPLETE;
        for (int come = 0; come <= octets.length; come++) {
            if (come > 0) {
                array[come - 1] = octets[come - 1];
            }
            int read = header.read(array, come);
            if (verdict == ProxyHeaderReader.INCOMPLETE) {
                verdict = read;
                expect(read <= come, read, come);
                expect(come <= ProxyHeaderReader.LONGEST, read, come);
            }
            expect(read == verdict, read, come);
        }
        if (verdict > 0) {
            assertClient(octets);
        }
    }

    private static void expect(boolean holds, int read, int come) {
        assertThat(holds).as("%s of %s octets", read, come).isTrue();
    }

    /** Only of a stream or a datagram by IP; else the balancer speaks for itself. */
    private void assertClient(byte[] octets) {
        InetAddress client = header.client();
        boolean isProxied = octets[12] == 0x21 && (octets[13] & 0xf) != 0;
        int length = switch (octets[13] >>> 4) {
            case 1 -> 4;
            case 2 -> 16;
            default -> 0;
        };
        if (isProxied && length > 0) {
            assertThat(client).isEqualTo(address(Arrays.copyOfRange(octets, 16, 16 + length)));
        } else {
            assertThat(client).isNull();
        }
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
