package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebCheckTest {
    @ParameterizedTest
    @CsvSource({
        "shop.apps.example.com,  443, shop.apps.example.com",
        "shop.apps.example.com, 8443, shop.apps.example.com:8443",
        "192.0.2.10,             443, 192.0.2.10",
        "2001:db8:e::10,  443, [2001:db8:e::10]",
        "2001:db8:e::10, 8443, [2001:db8:e::10]:8443",
        "fe80::1%2,   443, [fe80::1]",
    })
    void theHostHeaderHasThePortWhereItIsNotTheSchemesOwn(String host, int port, String header) {
        WebCheck web = new WebCheck(null, new Endpoint(port, ProxyHeader.NONE), "/", "GET", StatusRanges.DEFAULT, null);
        assertThat(web.hostHeader(host, 443)).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource({"443, GET, /healthz", "8443, GET, :8443 /healthz", "443, HEAD, HEAD /healthz"})
    void theLabelSaysWhatIsNotTheDefault(int port, String method, String label) {
        WebCheck web = new WebCheck(
                null, new Endpoint(port, ProxyHeader.NONE), "/healthz", method, StatusRanges.DEFAULT, null);
        assertThat(web.label(443)).isEqualTo(label);
    }
}
