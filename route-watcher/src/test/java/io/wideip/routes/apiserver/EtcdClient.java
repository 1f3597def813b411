package io.wideip.routes.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes into the store behind an API server. */
final class EtcdClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"([0-9]+)\"");

    private final int port;

    EtcdClient(int port) {
        this.port = port;
    }

    void put(Map<String, String> values) {
        String puts = values.entrySet().stream()
                .map(each -> "{\"requestPut\": {\"key\": \"%s\", \"value\": \"%s\"}}"
                        .formatted(base64(each.getKey()), base64(each.getValue())))
                .collect(Collectors.joining(", "));
        post("/v3/kv/txn", "{\"success\": [" + puts + "]}");
    }

    void delete(String key) {
        post("/v3/kv/deleterange", "{\"key\": \"" + base64(key) + "\"}");
    }

    /** Forgets all history. */
    void compact() {
        String written = post(
                "/v3/kv/put", "{\"key\": \"%s\", \"value\": \"%s\"}".formatted(base64("wideip"), base64("wideip")));
        Matcher revision = REVISION.matcher(written);
        if (!revision.find()) {
            throw new IllegalStateException("no revision: " + written);
        }
        post("/v3/kv/compaction", "{\"revision\": \"" + revision.group(1) + "\", \"physical\": true}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private String post(String path, String body) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
