package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 192.0.2.1:53",
        "0:0:0:0:0:0:0:1, ::1, [::1]:53",
        "0:0:0:0:0:0:0:0, ::, [::]:53",
        // RFC 5952 section 4: no leading zeros, lower case, the longest run of zeros, of two the first, but never one
        // alone
        "2001:0DB8:0:0:0:0:0:000A, 2001:db8::a, [2001:db8::a]:53",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1, [2001:db8::1:0:0:1]:53",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1, [2001:0:0:1::1]:53",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:53",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221, [64:ff9b::c000:221]:53",
        // the JDK makes it an IPv4 address
        "::ffff:192.0.2.1, 192.0.2.1, 192.0.2.1:53"
    })
    void isThatOfRfc5952(String written, String alone, String withPort) throws IOException {
        InetAddress address = InetAddress.getByName(written);
        assertThat(AddressText.of(address)).isEqualTo(alone);
        assertThat(AddressText.of(new InetSocketAddress(address, 53))).isEqualTo(withPort);
    }

    @Test
    void keepsTheScopeOfALinkLocalAddress() throws IOException {
        byte[] octets = InetAddress.getByName("fe80::1").getAddress();
        InetAddress address = Inet6Address.getByAddress(null, octets, 3);
        assertThat(AddressText.of(address)).isEqualTo("fe80::1%3");
        assertThat(AddressText.of(new InetSocketAddress(address, 53))).isEqualTo("[fe80::1%3]:53");
    }

    @Test
    void showsAnIpv4AddressInIpv6Form() throws IOException {
        byte[] octets = new byte[16];
        octets[10] = -1;
        octets[11] = -1;
        octets[12] = 127;
        octets[15] = 1;
        assertThat(AddressText.of(Inet6Address.getByAddress(null, octets, -1))).isEqualTo("::ffff:127.0.0.1");
    }
}
