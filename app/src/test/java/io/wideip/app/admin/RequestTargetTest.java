package io.wideip.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/livez, /livez",
        "/livez?verbose=1, /livez",
        "/livez?a=[1]|2, /livez",
        "/livez?a=b?c, /livez",
        "http://127.0.0.1/livez, /livez",
        "http://[::1]:8053/livez?a=b, /livez",
        "HTTPS://gslb.example.com/livez, /livez",
        "http://host, /",
        "http://host?a=b, /",
        "/%6civez, /livez",
        "/livez/, /livez/",
        "//livez, //livez",
        "http://host//livez, //livez",
        "/%2e%2e/livez, /../livez",
        "/%zz, /%zz",
        "/a|b, /a|b",
        "*, *",
        "livez, livez",
        "ftp://host/livez, ftp://host/livez",
        "'', ''"
    })
    void isReadAsThePath(String target, String path) {
        assertThat(RequestTarget.path(target)).isEqualTo(path);
    }
}
