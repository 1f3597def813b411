package io.wideip.dns.server;

import static io.wideip.dns.server.EncryptedServer.CERTIFICATE;
import static io.wideip.dns.server.EncryptedServer.LIMITS;
import static io.wideip.dns.server.EncryptedServer.assertAnswer;
import static io.wideip.dns.server.EncryptedServer.client;
import static io.wideip.dns.server.EncryptedServer.listener;
import static io.wideip.dns.server.TestClients.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.config.Listener;
import io.wideip.config.TlsFiles;
import io.wideip.dns.server.tls.TestCertificate;
import io.wideip.dns.server.tls.TlsCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that change while the server runs. */
final class CertificateReloadIT {
    private static final TestCertificate SECOND = TestCertificate.create();

    @TempDir
    private Path directory;

    private EncryptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = EncryptedServer.start(SocketApi.best(), directory);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aNewCertificateIsShownWhileOldConnectionsGoOn() throws Exception {
        HttpClient old = client(CERTIFICATE);
        assertAnswer(old.send(server.post(), BodyHandlers.ofByteArray()));
        try (SSLSocket dot = server.dot()) {
            TestClients.ask(dot, 1);

            SECOND.write(directory);
            await().atMost(PATIENCE).until(() -> certificates().accepted() == 2);

            assertAnswer(client(SECOND).send(server.post(), BodyHandlers.ofByteArray()));
            // On the connections that they have; new ones would not be trusted.
            assertAnswer(old.send(server.post(), BodyHandlers.ofByteArray()));
            assertThat(TestClients.ask(dot, 2).getHeader().getID()).isEqualTo(2);
            assertThatThrownBy(() -> client(CERTIFICATE).send(server.post(), BodyHandlers.ofByteArray()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aCertificateThatIsTurnedDownLeavesTheOldOne() throws Exception {
        Files.writeString(directory.resolve("tls.crt"), "half of a cert");
        await().atMost(PATIENCE).until(() -> certificates().refused() == 1);

        assertAnswer(client(CERTIFICATE).send(server.post(), BodyHandlers.ofByteArray()));
    }

    @Test
    void doesNotStartWithoutItsCertificate() {
        TlsFiles files = new TlsFiles(directory.resolve("none.crt"), directory.resolve("none.key"));
        assertThatThrownBy(() -> EncryptedServer.start(SocketApi.NIO, files, LIMITS, listener(Listener.Transport.TLS))
                        .close())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("none.crt: there is no such file; put it there, or change the path in 'tls'");
    }

    private TlsCertificates certificates() {
        return Objects.requireNonNull(server.dns.certificates());
    }
}
