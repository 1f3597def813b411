package io.wideip.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
    @Test
    void whatIsGivenCountsThenTheEnvironmentThenThisMachine() {
        Map<String, String> environment = Map.of("WIDEIP_AT", " unix:/a  http://127.0.0.1:1,http://127.0.0.1:2");

        assertThat(ServerAddress.of(List.of("unix:/b", "unix:/b"), environment))
                .extracting(ServerAddress::written)
                .containsExactly("unix:/b");
        assertThat(ServerAddress.of(List.of(), environment))
                .extracting(ServerAddress::written)
                .containsExactly("unix:/a", "http://127.0.0.1:1", "http://127.0.0.1:2");
        assertThat(ServerAddress.of(List.of(), Map.of()))
                .extracting(ServerAddress::written)
                .containsExactly("unix:/run/wideip/admin.sock");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:/run/a.sock, localhost, false",
        "https://gslb1.example.net:8053, gslb1.example.net:8053, true",
        "https://192.0.2.1:8053/, 192.0.2.1:8053, true",
        "http://[::1]:8053, [::1]:8053, false"
    })
    void readsAddresses(String written, String host, boolean tls) {
        ServerAddress address = ServerAddress.parse(written);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.tls()).isEqualTo(tls);
        assertThat(address).hasToString(written);
    }

    @Test
    void refusesLeadingZeros() {
        assertThatThrownBy(() -> ServerAddress.parse("https://010.0.0.1:8053"))
                .hasMessage(
                        "'https://010.0.0.1:8053' has leading zeros, which some programs read as octal numbers: write"
                                + " https://10.0.0.1:8053");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gslb1",
                "unix:",
                "ftp://a:1",
                "https://a",
                "https://a:0",
                "https://:1",
                "https:// a:1",
                "https://a:1/x",
                "https://a:1?b",
                "https://me@a:1"
            })
    void saysHowAddressesAreWritten(String written) {
        assertThatThrownBy(() -> ServerAddress.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + written + "' ")
                .hasMessageEndingWith(": write unix:PATH, https://HOST:PORT or http://127.0.0.1:PORT");
    }
}
