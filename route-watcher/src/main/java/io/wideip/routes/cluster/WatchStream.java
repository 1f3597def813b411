package io.wideip.routes.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.wideip.routes.json.Selection;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One watch: hears of changes after a version, until the API ends it or it breaks. It is a WebSocket, because only there pings
 * tell a quiet connection from a dead one. Each event is taken on the thread that reads it, so that a slow taker slows the API's
 * sending and nothing piles up here.
 */
final class WatchStream {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NORMAL = 1000;

    private final Feed feed;
    private final Runnable heard;
    private final Selection selection;
    /** How it ended: in peace, or with an {@link ApiException}. */
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private @Nullable WebSocket socket;
    private boolean ended;
    private volatile boolean lived;

    private WatchStream(Feed feed, Runnable heard) {
        this.feed = feed;
        this.heard = heard;
        Map<String, Selection> fields = new HashMap<>(feed.selection().fields());
        // Of a status, which comes in place of an object where the watch fails.
        fields.put("code", Selection.ALL);
        fields.put("message", Selection.ALL);
        fields.put("details", Selection.of("retryAfterSeconds"));
        selection = new Selection(fields);
    }

    /**
     * Begins to watch.
     *
     * @param heard called whenever the API says something
     * @throws ApiException if the API does not let it begin
     */
    static WatchStream open(KubernetesClient client, Feed feed, String version, Timing timing, Runnable heard)
            throws ApiException, InterruptedException {
        WatchStream stream = new WatchStream(feed, heard);
        CompletableFuture<WebSocket> opened = stream.ask(client, version);
        try {
            stream.socket = opened.get(
                    2 * timing.silence().toMillis() + timing.connect().toMillis(), TimeUnit.MILLISECONDS);
            return stream;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw Refusals.of(refused.getResponse(), "watch", feed, "");
            }
            throw new ApiException(Failure.CONNECTION, "no connection: " + Messages.of(e.getCause()));
        } catch (TimeoutException e) {
            throw new ApiException(Failure.CONNECTION, "no answer to a watch");
        } finally {
            if (stream.socket == null) {
                stream.end();
                opened.cancel(true);
            }
        }
    }

    private CompletableFuture<WebSocket> ask(KubernetesClient client, String from) {
        String query = "watch=true&allowWatchBookmarks=true&resourceVersion=" + Listing.encoded(from);
        try {
            return client.getHttpClient()
                    .newWebSocketBuilder()
                    .uri(URI.create(Listing.url(client, feed, query)))
                    // The API server refuses a WebSocket that may come from a page of someone else.
                    .header("Origin", client.getConfiguration().getMasterUrl())
                    .buildAsync(new SocketListener());
        } catch (KubernetesClientException e) { // Closed meanwhile.
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Waits for its end; gives whether it has ended in peace.
     *
     * @throws ApiException if it has ended otherwise
     */
    boolean awaitEnd(long millis) throws ApiException, InterruptedException {
        try {
            over.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException known) {
                throw known;
            }
            throw new ApiException(Failure.CONNECTION, "a watch broke off: " + Messages.of(e.getCause()));
        }
    }

    /** Whether the API has said anything. */
    boolean hasLived() {
        return lived;
    }

    /** Ends it: after this it gives the feed nothing more. */
    synchronized void end() {
        ended = true;
        if (socket != null) {
            socket.sendClose(NORMAL, null);
        }
    }

    private synchronized void take(String message) {
        if (ended) {
            return;
        }
        lived = true;
        heard.run();
        try (JsonParser parser = JSON.createParser(message)) {
            event(parser);
        } catch (IOException e) {
            // What it said is lost, so that only a new list knows.
            over.completeExceptionally(new ApiException(Failure.EXPIRED, "an event can't be read: " + Messages.of(e)));
        }
    }

    private void event(JsonParser parser) throws IOException {
        String type = "";
        JsonNode object = null;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("type")) {
                type = parser.getText();
            } else if (name.equals("object")) {
                object = selection.read(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (object == null) {
            throw new IOException("it has no object");
        }
        event(type, object);
    }

    private void event(String type, JsonNode object) throws IOException {
        switch (type) {
            case "ADDED", "MODIFIED" -> feed.changed(object);
            case "DELETED" -> feed.deleted(object);
            case "BOOKMARK" -> {
                // A sign of life.
            }
            case "ERROR" -> over.completeExceptionally(Refusals.of(object, feed));
            default -> throw new IOException("its type is " + Messages.quoted(type));
        }
    }

    private final class SocketListener implements WebSocket.Listener {
        @Override
        public void onMessage(WebSocket webSocket, String text) {
            try {
                take(text);
            } catch (RuntimeException | Error e) {
                // A defect of ours: that event may be lost.
                over.completeExceptionally(new ApiException(Failure.EXPIRED, "an event failed: " + e));
            } finally {
                webSocket.request();
            }
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteBuffer bytes) {
            onMessage(webSocket, UTF_8.decode(bytes).toString());
        }

        @Override
        public void onClose(WebSocket webSocket, int code, @Nullable String reason) {
            webSocket.sendClose(NORMAL, null);
            over.complete(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            over.completeExceptionally(error);
        }
    }
}
