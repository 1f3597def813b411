package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeadingZerosTest {
    @ParameterizedTest
    @CsvSource({
        "010.1.1.1, 10.1.1.1",
        "10.001.1.1, 10.1.1.1",
        "10.1.1.00, 10.1.1.0",
        "010.0.0.0/8, 10.0.0.0/8",
        "10.0.0.0/08, 10.0.0.0/8",
        "010.1.1.1:53, 10.1.1.1:53",
        "::ffff:010.1.1.1, ::ffff:10.1.1.1"
    })
    void theMendIsTheDecimalNumber(String written, String mended) {
        assertThat(LeadingZeros.problem(written))
                .isEqualTo("'" + written + "' has leading zeros, which some programs read as octal numbers: write "
                        + mended);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.1.1",
                "0.0.0.0/0",
                "10.0.0.100/30",
                "010.1.1",
                "010.300.1.1",
                "010.1.1.1.example.com",
                "a.010.1.1.1",
                "2001:0db8::1",
                "2001:db8::/032",
                "",
                "0000000000000000000010.9999999999999.1.1"
            })
    void othersHaveNone(String written) {
        assertThat(LeadingZeros.problem(written)).isNull();
    }
}
