package io.wideip.routes.mapping;

import java.util.HashMap;
import java.util.Map;

/** Makes equal texts one object: many wide IPs say the same of their members. Not thread-safe. */
final class SharedTexts {
    /** Teams may write new ones for ever. */
    private static final int MOST = 10_000;

    private final Map<String, String> texts = new HashMap<>();

    String of(String text) {
        if (texts.size() >= MOST) {
            texts.clear();
        }
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
