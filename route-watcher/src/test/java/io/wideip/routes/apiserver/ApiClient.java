package io.wideip.routes.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks an API server for tests, with a user's token. */
public final class ApiClient {
    private final HttpClient http;
    private final URI server;
    private final String token;

    ApiClient(URI server, Path ca, String token) {
        this.server = server;
        this.token = token;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(ca))
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static SSLContext trusting(Path ca) {
        try (var in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + count++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status that it answers with. */
    public int status(String path) throws IOException {
        return send(HttpRequest.newBuilder(server.resolve(path)).GET()).statusCode();
    }

    public String get(String path) {
        return ask(HttpRequest.newBuilder(server.resolve(path)).GET());
    }

    /** Creates what the YAML or JSON says. */
    public String post(String path, String body) {
        return ask(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Merges the JSON into what is there. */
    public String patch(String path, String body) {
        return ask(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    public void delete(String path) {
        ask(HttpRequest.newBuilder(server.resolve(path)).DELETE());
    }

    private String ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = send(request);
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(response + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(
                    request.header("Authorization", "Bearer " + token)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
