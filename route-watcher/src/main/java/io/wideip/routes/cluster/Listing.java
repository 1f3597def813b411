package io.wideip.routes.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.wideip.routes.json.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a whole list, in pages, and each page object by object as it arrives: what stands in memory at once does not grow with
 * the objects' size.
 */
final class Listing {
    private static final int PAGE = 500;
    private static final int LONGEST_MESSAGE = 4_096;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Selection PAGE_SELECTION = Selection.of("resourceVersion", "continue");

    private final KubernetesClient client;
    private final Feed feed;
    private final Timing timing;
    private String version = "";
    private String next = "";

    private Listing(KubernetesClient client, Feed feed, Timing timing) {
        this.client = client;
        this.feed = feed;
        this.timing = timing;
    }

    /**
     * Gives all objects to the feed, and then the resource version from which a watch goes on.
     *
     * @throws ApiException if the list does not become complete
     */
    static String read(KubernetesClient client, Feed feed, Timing timing) throws ApiException, InterruptedException {
        Listing listing = new Listing(client, feed, timing);
        feed.begin();
        do {
            listing.page();
        } while (!listing.next.isEmpty());
        feed.completed();
        return listing.version;
    }

    static String url(KubernetesClient client, Feed feed, String query) {
        String selector = feed.selector().isEmpty() ? "" : "&labelSelector=" + encoded(feed.selector());
        return client.getConfiguration().getMasterUrl() + feed.path() + "?" + query + selector;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private void page() throws ApiException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> asked = ask();
        try {
            // It ends by itself before, unless the client has lost it.
            HttpResponse<InputStream> response = asked.get(2 * timing.page().toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream body = response.body()) {
                if (!response.isSuccessful()) {
                    throw Refusals.of(response, "list", feed, new String(body.readNBytes(LONGEST_MESSAGE), UTF_8));
                }
                read(body);
            }
        } catch (ExecutionException e) {
            throw new ApiException(Failure.CONNECTION, "no connection: " + Messages.of(e.getCause()));
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new ApiException(
                    Failure.CONNECTION, "no answer within " + timing.page().toSeconds() + " s");
        } catch (JsonProcessingException e) {
            throw new ApiException(Failure.UNREADABLE, "a list can't be read: " + Messages.of(e));
        } catch (IOException e) {
            throw new ApiException(Failure.CONNECTION, "a list broke off: " + Messages.of(e));
        }
    }

    private CompletableFuture<HttpResponse<InputStream>> ask() {
        HttpClient http = client.getHttpClient();
        String query = "limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + encoded(next));
        try {
            return http.sendAsync(
                    http.newHttpRequestBuilder()
                            .uri(url(client, feed, query))
                            .header("Accept", "application/json")
                            .timeout(timing.page().toMillis(), TimeUnit.MILLISECONDS)
                            .build(),
                    InputStream.class);
        } catch (KubernetesClientException e) { // Closed meanwhile.
            return CompletableFuture.failedFuture(e);
        }
    }

    private void read(InputStream body) throws IOException, ApiException {
        next = "";
        boolean hasItems = false;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ApiException(Failure.UNREADABLE, "a list is none");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("metadata")) {
                    JsonNode metadata = PAGE_SELECTION.read(parser);
                    next = metadata.path("continue").asText("");
                    version = metadata.path("resourceVersion").asText("");
                } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    hasItems = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        feed.listed(feed.selection().read(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        // A proxy's page must not pass for an empty cluster.
        if (!hasItems || version.isEmpty()) {
            throw new ApiException(Failure.UNREADABLE, "a list has no items, or no version");
        }
    }
}
