package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.ProbeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProbeTypesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/wideip/prober/probe");
    private static final Path PAGES = Path.of("../docs/probes");
    private static final ProbeTypes TYPES = new ProbeTypes();
    private static final String VISIBLE =
            "a path has only visible ASCII characters and no '#': write others percent-encoded, such as %20";

    @Test
    void everyFileOfAProbeHasItsLineInTheCatalogue() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Probe.java") && !name.equals("Probe.java")))
                    .containsExactlyInAnyOrderElementsOf(TYPES.names().stream()
                            .map(type -> className(type) + ".java")
                            .toList());
        }
    }

    @Test
    void everyTypeHasAPageAndEveryPageAType() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            TYPES.names().stream().map(type -> type + ".md").toList());
        }
        for (String type : TYPES.names()) {
            assertThat(PAGES.resolve(type + ".md"))
                    .content()
                    .startsWith("# " + type + "\n")
                    .contains("type: " + type);
        }
    }

    @Test
    void everyTypeHasATestThatExtendsTheContract() throws ClassNotFoundException {
        for (String type : TYPES.names()) {
            assertThat(ProbeContract.class)
                    .isAssignableFrom(Class.forName("io.wideip.prober.probe." + className(type) + "IT"));
        }
    }

    @Test
    void readsDefaults() {
        WebCheck web = new WebCheck(null, endpoint(80), "/", "GET", StatusRanges.DEFAULT, null);
        assertThat(read("http", Map.of())).isEqualTo(new HttpProbe(web)).hasToString(new HttpProbe(web).toString());
        assertThat(read("https", Map.of()))
                .isEqualTo(new HttpsProbe(
                        new WebCheck(null, endpoint(443), "/", "GET", StatusRanges.DEFAULT, null), TlsOptions.DEFAULT));
        assertThat(read("http", Map.of()).host()).isNull();
    }

    @Test
    void readsEveryOption() {
        Map<String, ?> options = Map.of(
                "host", "Status.example.com.",
                "port", "8443",
                "path", "/healthz?full=1",
                "method", "GET",
                "expect", Map.of("status", List.of("300-399", "204", "200"), "body", "ok"),
                "verify", "true",
                "serverName", "tls.example.com",
                "minTls", "1.3",
                "proxyProtocol", "v2");
        HttpsProbe probe = (HttpsProbe) read("https", options);
        StatusRanges statuses = StatusRanges.of(
                new StatusRanges.Range(200, 200), new StatusRanges.Range(204, 204), new StatusRanges.Range(300, 399));
        assertThat(probe)
                .isEqualTo(new HttpsProbe(
                        new WebCheck(
                                "status.example.com",
                                new Endpoint(8443, ProxyHeader.V2),
                                "/healthz?full=1",
                                "GET",
                                statuses,
                                "ok"),
                        new TlsOptions(true, "tls.example.com", 3)));
        assertThat(probe.host()).isEqualTo("status.example.com");
        assertThat(probe.label()).isEqualTo("https :8443 /healthz?full=1");
        assertThat(probe.web().status()).hasToString("200, 204, 300-399");
    }

    @Test
    void tcpAsksForNoNameSoThatWideIpsShareItsTargets() {
        assertThat(read("tcp", Map.of("port", "5432"))).isEqualTo(new TcpProbe(endpoint(5432)));
        assertThat(new TcpProbe(endpoint(5432)).host()).isEmpty();
        assertThat(new TcpProbe(endpoint(5432)).label()).isEqualTo("tcp :5432");
    }

    @Test
    void tlsAsksForTheServersNameOrTheWideIps() {
        TlsProbe probe = (TlsProbe) read("tls", Map.of());
        assertThat(probe).isEqualTo(new TlsProbe(endpoint(443), TlsOptions.DEFAULT, 14));
        assertThat(probe.host()).isNull();
        assertThat(probe.label()).isEqualTo("tls");
        probe = (TlsProbe) read("tls", Map.of("port", "6443", "serverName", "api.example.com", "warnDays", "30"));
        assertThat(probe).isEqualTo(new TlsProbe(endpoint(6443), new TlsOptions(false, "api.example.com", 2), 30));
        assertThat(probe.host()).isEqualTo("api.example.com");
        assertThat(probe.label()).isEqualTo("tls :6443");
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatIsWrongAndTheMend(String type, Map<String, ?> options, String problem) {
        MapSection section = new MapSection(options);
        assertThat(TYPES.read(type, section)).isNotNull();
        assertThat(section.problems).containsExactly(problem);
    }

    static Stream<Arguments> saysWhatIsWrongAndTheMend() {
        return Stream.of(
                Arguments.of("tcp", Map.of(), "port: a tcp check needs a port: write, for example, port: 5432"),
                Arguments.of("tcp", Map.of("port", "0"), "port: 0 is not within 1 and 65535"),
                Arguments.of(
                        "tcp",
                        Map.of("port", "1", "proxyProtocol", "v3"),
                        "proxyProtocol: 'v3' is none of [none, v1, v2]"),
                Arguments.of("tls", Map.of("minTls", "1.4"), "minTls: '1.4' is none of [1.0, 1.1, 1.2, 1.3]"),
                Arguments.of("tls", Map.of("warnDays", "1000"), "warnDays: 1000 is not within 0 and 365"),
                Arguments.of("http", Map.of("path", "healthz"), "path: a path starts with '/': write /healthz"),
                Arguments.of(
                        "http",
                        Map.of("path", "https://shop.example.com:8443/healthz?full=1#top"),
                        "path: a URL, where a path belongs: write /healthz?full=1, the host and the port have keys of their own"),
                Arguments.of(
                        "http",
                        Map.of("path", "HTTP://shop.example.com"),
                        "path: a URL, where a path belongs: write /, the host and the port have keys of their own"),
                Arguments.of("http", Map.of("path", "/a b"), "path: " + VISIBLE),
                Arguments.of("http", Map.of("path", "/a\r\nHost: x"), "path: " + VISIBLE),
                Arguments.of("http", Map.of("path", "/a#b"), "path: " + VISIBLE),
                Arguments.of("http", Map.of("method", "POST"), "method: 'POST' is none of [GET, HEAD]"),
                Arguments.of(
                        "http",
                        Map.of("expect", Map.of("status", "2xx")),
                        "status: '2xx' is no status: write one such as 200, or a range such as 200-299"),
                Arguments.of(
                        "http",
                        Map.of("expect", Map.of("status", "100")),
                        "status: '100' is no status: write one such as 200, or a range such as 200-299"),
                Arguments.of(
                        "https",
                        Map.of("expect", Map.of("status", List.of("299-200"))),
                        "status: the range 299-200 is empty: write 200-299"),
                Arguments.of(
                        "https",
                        Map.of("expect", Map.of("body", "")),
                        "body: a text of 0 bytes to look for: 1 to 1024 are possible"),
                Arguments.of(
                        "https",
                        Map.of("method", "HEAD", "expect", Map.of("body", "ok")),
                        "body: the answer to HEAD has no body: use method GET, or leave body out"));
    }

    @Test
    void aTypeThatIsNotThereIsTheCallersFault() {
        assertThatThrownBy(() -> TYPES.read("icmp", new MapSection(Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(port, ProxyHeader.NONE);
    }

    private static ProbeOptions read(String type, Map<String, ?> options) {
        MapSection section = new MapSection(options);
        ProbeOptions probe = TYPES.read(type, section);
        assertThat(section.problems).isEmpty();
        return probe;
    }

    private static String className(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1) + "Probe";
    }
}
