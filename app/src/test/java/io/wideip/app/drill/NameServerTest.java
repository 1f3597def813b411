package io.wideip.app.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameServerTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53",
        "192.0.2.53:53, 192.0.2.53",
        "192.0.2.53:5353, 192.0.2.53:5353",
        "2001:db8::53, 2001:db8::53",
        "[2001:db8::53], 2001:db8::53",
        "[2001:db8::53]:5353, [2001:db8::53]:5353"
    })
    void isReadAsPeopleWriteIt(String written, String shown) {
        assertThat(NameServer.parse(written)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ns1.example.com", "192.0.2", "192.0.2.53:", "192.0.2.53:99999", "[192.0.2.53", "2001:db8::g"
            })
    void whatIsNoAddressIsRefused(String written) {
        assertThatThrownBy(() -> NameServer.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + written + "' is no address of a name server: write 192.0.2.53");
    }

    @Test
    void leadingZerosAreRefusedWithTheMend() {
        assertThatThrownBy(() -> NameServer.parse("192.0.2.053:5353")).hasMessageEndingWith(": write 192.0.2.53:5353");
    }
}
