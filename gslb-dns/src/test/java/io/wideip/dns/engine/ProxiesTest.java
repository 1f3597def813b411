package io.wideip.dns.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Subnets;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.address.ClientAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 10.0.0.255, true",
        "10.0.0.0/24, 10.0.1.0, false",
        "10.0.0.0/23, 10.0.1.9, true",
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.6, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::1, 2001:db8::1, true"
    })
    void knowsWhoIsListed(String subnet, String address, boolean listed) {
        Proxies proxies = new Proxies(Subnets.listOf(subnet));
        assertThat(proxies.contains(client(address))).isEqualTo(listed);
    }

    private static ClientAddress client(String address) {
        return ClientAddress.of(TestCatalog.address(address));
    }

    @Test
    void isEmptyWhereClientsComeByThemselves() {
        assertThat(new Proxies(List.of()).isEmpty()).isTrue();
        Proxies two = new Proxies(Subnets.listOf("10.0.0.0/8", "::1"));
        assertThat(two.isEmpty()).isFalse();
        assertThat(two.contains(client("::1"))).isTrue();
    }
}
