package io.wideip.dns.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import io.wideip.dns.address.ClientAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessListTest {
    /** The truth table of the class. */
    @ParameterizedTest
    @CsvSource({
        "-,            -,            true,  true,  true",
        "-,            10.9.0.0/16,  false, false, true",
        "10.0.0.0/8,   -,            true,  true,  false",
        "10.0.0.0/8,   10.9.0.0/16,  false, false, false",
        "10.9.9.0/24,  10.9.0.0/16,  true,  false, false",
        "10.9.0.0/16,  10.9.0.0/16,  false, false, false",
        "10.0.0.0/8,   10.9.9.9,     false, true,  false",
        "2001:db8::/32, -,           false, false, false",
        "-,            0.0.0.0/0,    false, false, false",
    })
    void theLongestPrefixDecides(String allow, String deny, boolean first, boolean second, boolean third) {
        AccessList list = new AccessList(prefixes(allow), prefixes(deny));
        assertThat(admits(list, "10.9.9.9")).isEqualTo(first);
        assertThat(admits(list, "10.9.1.1")).isEqualTo(second);
        assertThat(admits(list, "192.0.2.1")).isEqualTo(third);
    }

    @Test
    void keepsTheFamiliesApart() {
        AccessList list = new AccessList(prefixes("10.0.0.0/8"), List.of());
        assertThat(admits(list, "a00::1")).isFalse();
        AccessList six = new AccessList(Subnets.listOf("2001:db8::/32"), Subnets.listOf("2001:db8:0:1::/64"));
        assertThat(admits(six, "2001:db8::1")).isTrue();
        assertThat(admits(six, "2001:db8:0:1::1")).isFalse();
        assertThat(admits(six, "2001:db9::1")).isFalse();
        assertThat(admits(six, "32.1.13.184")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "::ffff:10.0.0.0/104"})
    void mappedAddressesAreIpv4(String allow) {
        AccessList list = new AccessList(prefixes(allow), List.of());
        assertThat(admits(list, "10.1.2.3")).isTrue();
        assertThat(list.admits(Address.of(false, 0, 0xffff_0a01_0203L))).isTrue();
        assertThat(list.admits(Address.of(false, 0, 0xffff_0b01_0203L))).isFalse();
        assertThat(list.admits(Address.of(false, 0, 0x0a01_0203L))).isFalse();
        assertThat(list.admits(Address.of(false, 1, 0xffff_0a01_0203L))).isFalse();
    }

    @Test
    void networksHoldWhatTheirPrefixesHold() {
        Networks networks = new Networks(Subnets.listOf("10.0.0.0/8", "192.0.2.7", "2001:db8::/33"));
        for (String inside : List.of("10.0.0.0", "10.255.255.255", "192.0.2.7", "2001:db8::", "2001:db8:7fff::1")) {
            assertThat(contains(networks, inside)).as(inside).isTrue();
        }
        for (String outside : List.of("9.255.255.255", "11.0.0.0", "192.0.2.6", "192.0.2.8", "2001:db8:8000::", "::")) {
            assertThat(contains(networks, outside)).as(outside).isFalse();
        }
        assertThat(networks.contains(Address.of(false, 0, 0xffff_0a01_0203L))).isTrue();
        assertThat(contains(new Networks(List.of()), "10.0.0.0")).isFalse();
    }

    private static List<Subnet> prefixes(String text) {
        return text.equals("-") ? List.of() : Subnets.listOf(text);
    }

    private static boolean admits(AccessList list, String address) {
        ClientAddress client = Address.of(address);
        return list.admits(client);
    }

    private static boolean contains(Networks networks, String address) {
        ClientAddress client = Address.of(address);
        return networks.contains(client);
    }
}
