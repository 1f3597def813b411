package io.wideip.dns.server;

import static io.wideip.dns.server.EncryptedServer.CERTIFICATE;
import static io.wideip.dns.server.EncryptedServer.assertAnswer;
import static io.wideip.dns.server.EncryptedServer.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.answer.Carrier;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DNS over HTTPS with the JDK's client. */
final class HttpsIT {
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
    void answersGetAndPostOverHttp2() throws Exception {
        HttpClient client = client(CERTIFICATE);
        String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(TestClients.query(0));
        List<HttpResponse<byte[]>> responses = List.of(
                client.send(HttpRequest.newBuilder(server.uri("?dns=" + dns)).build(), BodyHandlers.ofByteArray()),
                client.send(server.post(), BodyHandlers.ofByteArray()));

        for (HttpResponse<byte[]> response : responses) {
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("cache-control")).contains("private, max-age=30");
            assertAnswer(response);
        }
        assertThat(TestClients.replies(server.dns, Carrier.HTTPS)).isEqualTo(2);
    }

    @Test
    void requestsShareAConnection() throws Exception {
        HttpClient client = client(CERTIFICATE);
        assertAnswer(client.send(server.post(), BodyHandlers.ofByteArray()));
        for (int round = 0; round < 10; round++) {
            List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                responses.add(client.sendAsync(server.post(), BodyHandlers.ofByteArray()));
            }
            responses.forEach(response -> assertAnswer(response.join()));
        }
        assertThat(server.dns.connectionCounts().accepted()).isEqualTo(1);
    }

    @Test
    void httpsWithoutAlpnIsLeft() throws IOException {
        try (SSLSocket client = server.https()) {
            client.startHandshake();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }
}
