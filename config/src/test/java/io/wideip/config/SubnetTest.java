package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubnetTest {
    @ParameterizedTest
    @CsvSource({
        "0a010000,                         16,  10.1.0.0/16",
        "ffffffff,                         32,  255.255.255.255/32",
        "00000000,                         0,   0.0.0.0/0",
        "20010db8000000000000000000000000, 32,  2001:db8::/32",
        "fe80000000000000fedcba9876543210, 128, fe80::fedc:ba98:7654:3210/128",
        "00000000000000000000ffff0a000000, 104, ::ffff:10.0.0.0/104"
    })
    void keepsItsBitsAndSaysWhichItIs(String octets, int length, String text) {
        byte[] lowest = HexFormat.of().parseHex(octets);
        Subnet subnet = Subnet.of(lowest, length);
        assertThat(subnet).hasToString(text).isEqualTo(Subnet.of(lowest, length));
        assertThat(subnet.lowest()).isEqualTo(lowest);
        assertThat(subnet.ipv4()).isEqualTo(lowest.length == 4);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000ffff0a000000, 104, 10.0.0.0/8",
        "00000000000000000000ffff00000000, 96,  0.0.0.0/0",
        "00000000000000000000fffe0a000000, 104, ::fffe:a00:0/104",
        "00000001000000000000ffff0a000000, 104, 0:1::ffff:a00:0/104",
        "0a010000,                         16,  10.1.0.0/16"
    })
    void ofMappedAddressesItStandsForAnIpv4One(String octets, int length, String plain) {
        assertThat(Subnet.of(HexFormat.of().parseHex(octets), length).plain()).hasToString(plain);
    }
}
