package io.wideip.app.admin;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is served, by path.
 *
 * @param byPath paths begin with a slash; the query part of a request is not looked at
 */
public record Pages(Map<String, Supplier<Page>> byPath) {
    public Pages {
        byPath = Map.copyOf(byPath);
    }

    /**
     * A response.
     *
     * @param status of HTTP
     * @param type for {@code Content-Type}
     * @param allow for {@code Allow}; empty for none
     * @param events sent in the place of a body; null for none
     */
    public record Page(
            int status,
            String type,
            String body,
            String allow,
            @Nullable EventStream events) {
        public static final String JSON = "application/json";

        public Page(int status, String type, String body) {
            this(status, type, body, "", null);
        }

        public static Page text(int status, String body) {
            return new Page(status, "text/plain; charset=utf-8", body);
        }

        /** One that goes on until one side ends it. */
        public static Page of(EventStream events) {
            return new Page(200, EventStream.TYPE, "", "", events);
        }

        Page allowing(String methods) {
            return new Page(status, type, body, methods, null);
        }
    }

    /** These pages, and an index of them at {@code /}. */
    public static Pages of(String title, Map<String, Supplier<Page>> byPath) {
        Map<String, Supplier<Page>> all = new TreeMap<>(byPath);
        String index = title + "\n\n" + String.join("\n", all.keySet()) + "\n";
        all.put("/", () -> Page.text(200, index));
        return new Pages(all);
    }
}
