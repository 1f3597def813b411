package io.wideip.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.json.JsonMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The servers that a command is for; they are asked at the same time. */
public final class Servers implements AutoCloseable {
    private final List<ServerAddress> addresses;
    private final HttpClient http;

    /**
     * Connects to none yet.
     *
     * @param patience for the whole of one request
     */
    public Servers(List<ServerAddress> addresses, ClientTrust trust, Duration patience) {
        this.addresses = addresses;
        http = new HttpClient(trust, patience);
    }

    /** In the order of the addresses; waits for all. */
    public <T> List<ServerReply<T>> ask(ServerRequest request, Class<T> type) {
        List<CompletableFuture<ServerReply<T>>> asked = addresses.stream()
                .map(server -> http.send(server, request)
                        .thenApply(response -> read(server, response, type))
                        .exceptionally(failure -> new ServerReply.Unreached<>(server, HttpClient.reason(failure))))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static <T> ServerReply<T> read(ServerAddress server, HttpClient.Response response, Class<T> type) {
        try {
            JsonNode json = JsonMapping.tree(response.body());
            if (response.status() == 200) {
                return new ServerReply.Answered<>(server, JsonMapping.read(json, type), json);
            }
            JsonNode error = json.path("error");
            if (error.isObject()) {
                return new ServerReply.Refused<>(
                        server,
                        error.path("code").asText(),
                        error.path("message").asText());
            }
        } catch (IOException noJson) {
            // Not a server of ours, or one of another version.
        }
        return new ServerReply.Unreached<>(
                server, "what answers there is no Wideip of this version (HTTP status " + response.status() + ")");
    }

    @Override
    public void close() {
        http.close();
    }
}
