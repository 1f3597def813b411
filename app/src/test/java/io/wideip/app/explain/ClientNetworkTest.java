package io.wideip.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientNetworkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8            | 10.0.0.0/8
            0.0.0.0/0             | 0.0.0.0/0
            192.0.2.1/32          | 192.0.2.1/32
            2001:db8::/32         | 2001:db8::/32
            ::ffff:192.0.2.0/120  | 192.0.2.0/24
            """)
    void readsNetworks(String written, String network) {
        assertThat(ClientNetwork.network(written)).hasToString(network);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1         | 192.0.2.1/32
            2001:DB8::1       | 2001:db8::1/128
            ::ffff:192.0.2.1  | 192.0.2.1/32
            """)
    void readsAddresses(String written, String address) {
        assertThat(ClientNetwork.address(written)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.1/8     | '10.0.0.1/8' has bits set behind its prefix: write 10.0.0.0/8
            10.0.0.0/33    | '10.0.0.0/33' has no prefix length of 0 to 32 behind its slash
            10.0.0.0/      | '10.0.0.0/' has no prefix length of 0 to 32 behind its slash
            ::/-1          | '::/-1' has no prefix length of 0 to 128 behind its slash
            ::/4294967296  | '::/4294967296' has no prefix length of 0 to 128 behind its slash
            east/8         | 'east/8' is no network: write one such as 10.0.0.0/8 or 2001:db8::/32
            10/8           | '10/8' is no network: write one such as 10.0.0.0/8 or 2001:db8::/32
            010.0.0.0/8    | '010.0.0.0/8' has leading zeros, which some programs read as octal numbers: write 10.0.0.0/8
            10.0.0.0       | '10.0.0.0' is no network: write one such as 10.0.0.0/8 or 2001:db8::/32
            """, quoteCharacter = '"')
    void refusesWhatIsNoNetwork(String written, String message) {
        assertThatThrownBy(() -> ClientNetwork.network(written)).hasMessage(message);
    }

    @Test
    void refusesLeadingZeros() {
        assertThatThrownBy(() -> ClientNetwork.address("010.1.1.1"))
                .hasMessage("'010.1.1.1' has leading zeros, which some programs read as octal numbers: write 10.1.1.1");
    }

    @ParameterizedTest
    @CsvSource({"east", "10.0.0", "10.0.0.256", "2001:db8::/32", "''"})
    void refusesWhatIsNoAddress(String written) {
        assertThatThrownBy(() -> ClientNetwork.address(written))
                .hasMessage("'" + written + "' is no address: write one such as 203.0.113.9 or 2001:db8::9");
    }
}
