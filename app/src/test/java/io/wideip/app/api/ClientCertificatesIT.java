package io.wideip.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.app.api.ActorApi.Done;
import io.wideip.app.api.ActorApi.Order;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.config.AdminCertificate;
import io.wideip.config.AdminCredential;
import io.wideip.config.TlsFiles;
import io.wideip.dns.server.tls.TlsCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, with certificates of clients. */
@Timeout(60)
final class ClientCertificatesIT {
    private static final String EC = " -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

    @TempDir
    private Path directory;

    private final List<AdminCredential> credentials = new CopyOnWriteArrayList<>();
    private ActorApi api;

    @BeforeEach
    void start() throws Exception {
        TlsFiles own = ActorApi.certificate(directory);
        authority("ca");
        authority("other");
        credentials.add(new AdminCertificate("alice", true, "alice@example.com"));
        credentials.add(new AdminCertificate("prometheus", false, "prometheus.example.net"));
        credentials.add(ActorApi.token("runbook", true, "may-order"));
        api = new ActorApi(new TlsFiles(own.certificate(), own.key(), directory.resolve("ca.crt")), () -> credentials);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aCertificateMayWhatItsRoleMay() throws Exception {
        client("alice", "ca", "/CN=unused", "email:alice@example.com", 2);
        client("prometheus", "ca", "/O=Example/CN=prometheus.example.net", "", 2);
        assertThat(order("alice", null)).isEqualTo(new Done("alice"));
        assertThat(read("alice", null)).isEqualTo(new Done("alice"));
        assertThat(read("prometheus", null)).isEqualTo(new Done("prometheus"));
        assertThat(order("prometheus", null))
                .isEqualTo("mayNot: the certificate 'prometheus' may only read: orders need one with the role operate");

        credentials.removeIf(each -> each.name().equals("alice"));
        assertThat(order("alice", null))
                .isEqualTo(
                        "unknownCertificate: the certificate is for alice@example.com: write one of these as 'subject'"
                                + " into server.admin.certificates");
    }

    /** Where there are alternative names, the common name is no name. */
    @Test
    void theCommonNameDoesNotCountBesideOthers() throws Exception {
        client("mallory", "ca", "/CN=prometheus.example.net", "DNS:mallory.example.net", 2);
        assertThat(read("mallory", null)).asString().startsWith("unknownCertificate: the certificate is for mallory.");
    }

    @Test
    void othersAreTurnedAwayInTheHandshake() throws Exception {
        client("forged", "other", "/CN=unused", "email:alice@example.com", 2);
        client("expired", "ca", "/CN=unused", "email:alice@example.com", -1);
        assertThat(order("forged", null)).isInstanceOf(ServerReply.Unreached.class);
        assertThat(read("forged", null)).isInstanceOf(ServerReply.Unreached.class);
        assertThat(order("expired", null)).isInstanceOf(ServerReply.Unreached.class);
        assertThat(order("expired", "may-order")).isInstanceOf(ServerReply.Unreached.class);
    }

    @Test
    void withoutOneATokenIsStillFine() throws Exception {
        assertThat(order(null, "may-order")).isEqualTo(new Done("runbook"));
        assertThat(read(null, null)).isEqualTo(new Done("127.0.0.1"));
        assertThat(order(null, null)).asString().startsWith("mayNot: orders are given by the unix socket");
        // The token says who it is, where there are both.
        client("prometheus", "ca", "/CN=prometheus.example.net", "", 2);
        assertThat(order("prometheus", "may-order")).isEqualTo(new Done("runbook"));
        assertThat(read("prometheus", "guess")).asString().startsWith("unknownToken");
    }

    @Test
    void authoritiesAreReadAgainWhenTheyChange() throws Exception {
        client("alice", "other", "/CN=unused", "email:alice@example.com", 2);
        assertThat(order("alice", null)).isInstanceOf(ServerReply.Unreached.class);
        Files.copy(directory.resolve("other.crt"), directory.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(Duration.ofSeconds(15)).until(() -> order("alice", null).equals(new Done("alice")));

        // A file that can't be used leaves the last good ones.
        Files.writeString(directory.resolve("ca.crt"), "no PEM");
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(15))
                .until(() -> order("alice", null).equals(new Done("alice")));
    }

    @Test
    void filesThatCanNotBeUsedAreNamed() throws Exception {
        client("alice", "ca", "/CN=unused", "email:alice@example.com", 2);
        assertThat(api.ask(
                        new ClientTrust(
                                directory.resolve("tls.crt"),
                                directory.resolve("none.crt"),
                                directory.resolve("alice.key"),
                                null),
                        ServerRequest.get("/done")))
                .isInstanceOfSatisfying(
                        ServerReply.Unreached.class,
                        unreached -> assertThat(unreached.reason())
                                .endsWith("none.crt (--cert, $WIDEIP_CERT) can't be read"));
        assertThat(api.ask(
                        new ClientTrust(
                                directory.resolve("tls.crt"),
                                directory.resolve("alice.crt"),
                                directory.resolve("alice.crt"),
                                null),
                        ServerRequest.get("/done")))
                .isInstanceOfSatisfying(
                        ServerReply.Unreached.class,
                        unreached -> assertThat(unreached.reason())
                                .contains(
                                        "the key must be in the clear, as 'openssl pkcs8 -topk8 -nocrypt' writes it"));
        Files.writeString(directory.resolve("bad.crt"), "no PEM");
        TlsFiles bad =
                new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"), directory.resolve("bad.crt"));
        assertThatThrownBy(() -> TlsCertificates.require(bad))
                .hasMessage(bad.clientAuthorities()
                        + ": there is no PEM in it; it must be PEM, with '-----BEGIN CERTIFICATE-----'");
        assertThatThrownBy(() -> ClientTrust.of(Map.of("WIDEIP_CERT", "a"), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a certificate and its key belong together: give both --cert and --key, or $WIDEIP_CERT and"
                        + " $WIDEIP_KEY");
        assertThat(ClientTrust.of(Map.of("WIDEIP_CERT", "a", "WIDEIP_KEY", "b"), Path.of("c"), null))
                .isEqualTo(new ClientTrust(null, Path.of("c"), Path.of("b"), null));
    }

    /** All have the same name, or a client would not show a certificate of another one at all. */
    private void authority(String file) throws Exception {
        ActorApi.openssl(
                directory, "req -x509 -days 2 -subj /CN=ca -keyout %s.key -out %s.crt".formatted(file, file) + EC);
    }

    private void client(String name, String authority, String subject, String names, int days) throws Exception {
        ActorApi.openssl(directory, "req -subj %s -keyout %s.key -out %s.csr".formatted(subject, name, name) + EC);
        Files.writeString(directory.resolve("names"), names.isEmpty() ? "" : "subjectAltName=" + names + "\n");
        ActorApi.openssl(
                directory,
                "x509 -req -in %s.csr -CA %s.crt -CAkey %s.key -CAcreateserial -extfile names -days %d -out %s.crt"
                        .formatted(name, authority, authority, days, name));
    }

    private Object read(@Nullable String client, @Nullable String token) {
        return api.result(trust(client, token), ServerRequest.get("/done"));
    }

    private Object order(@Nullable String client, @Nullable String token) {
        return api.result(trust(client, token), ServerRequest.post("/orders", new Order("test")));
    }

    private ClientTrust trust(@Nullable String client, @Nullable String token) {
        return new ClientTrust(
                directory.resolve("tls.crt"),
                client == null ? null : directory.resolve(client + ".crt"),
                client == null ? null : directory.resolve(client + ".key"),
                token);
    }
}
