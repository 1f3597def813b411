package io.wideip.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What docs/transports.md tells people to do, done: its certificate, its YAML, a query. */
@Timeout(120)
final class TransportsPageIT {
    private static final Path PAGE = Path.of("..", "docs", "transports.md");
    private static final String REST = """
            version: 1
            zones:
              apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
            datacenters: {east: {}}
            vips: {ltm-east: {datacenter: east, addresses: [192.0.2.10]}}
            wideIps: {shop.apps.example.com: {policy: failover, members: [ltm-east]}}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void makeTheCertificate() throws Exception {
        assumeTrue(hasOpenssl(), "openssl is not installed");
        Process made = new ProcessBuilder("sh", "-ec", block("sh"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
    }

    @Test
    void isServedOverHttpsWithThePagesCertificate() throws Exception {
        write(REST, block("yaml"));
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
            List<InetSocketAddress> addresses = gslb.serving().get(60, TimeUnit.SECONDS);
            assertThat(addresses).hasSize(3);

            String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(query());
            HttpResponse<byte[]> response = client().send(
                            HttpRequest.newBuilder(URI.create("https://localhost:"
                                            + addresses.get(2).getPort() + "/dns-query?dns=" + dns))
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(new Message(response.body()).getSection(Section.ANSWER)).hasSize(1);
            assertThat(expiry(gslb))
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(29)),
                            Instant.now().plus(Duration.ofDays(31)));
        }
    }

    @Test
    void aKeyThatIsNotThereIsAFailureAtTheStart() throws IOException {
        write(REST, block("yaml"));
        Files.delete(directory.resolve("tls.key"));

        assertThat(catchThrowableOfType(
                                StartFailure.class,
                                () -> Gslb.start(directory, (target, status) -> {})
                                        .close())
                        .reasons())
                .singleElement()
                .asString()
                .endsWith("tls.key: there is no such file; put it there, or change the path in 'tls'");
    }

    private void write(String... parts) throws IOException {
        String yaml = String.join("\n", parts)
                .replaceAll("192\\.0\\.2\\.53:\\d+", "127.0.0.1:0")
                .replace("  dns:\n", "  admin: {listen: \"127.0.0.1:0\"}\n  startGrace: 1s\n  dns:\n");
        Files.writeString(directory.resolve("wideip.yaml"), yaml);
    }

    /** The page's first block of a language, without its indent. */
    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("(?ms)^( *)```" + language + "\\n(.*?)^ *```$").matcher(Files.readString(PAGE));
        assertThat(block.find()).as("a block of %s", language).isTrue();
        return block.group(2).replaceAll("(?m)^" + block.group(1), "");
    }

    private static boolean hasOpenssl() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
    }

    private static byte[] query() throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString("shop.apps.example.com."), Type.A, DClass.IN))
                .toWire();
    }

    private HttpClient client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(directory.resolve("tls.crt"))) {
            trusted.setCertificateEntry(
                    "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static Instant expiry(Gslb gslb) throws Exception {
        String metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + gslb.adminAddress().getPort() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher expiry = Pattern.compile("(?m)^wideip_tls_certificate_expiry_timestamp_seconds (\\S+)$")
                .matcher(metrics);
        assertThat(expiry.find()).isTrue();
        assertThat(metrics).contains("wideip_tls_certificate_loads_total{outcome=\"accepted\"} 1.0");
        return Instant.ofEpochSecond((long) Double.parseDouble(expiry.group(1)));
    }
}
