package io.wideip.config.yaml;

import io.wideip.config.LabelSelector;
import org.jspecify.annotations.Nullable;

/** Selectors of labels, as Kubernetes writes them. */
final class Selectors {
    private Selectors() {}

    /** The text of one; null where the key is missing or has a problem. */
    static @Nullable String read(YamlSection section, String key) {
        String text = section.text(key, null);
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            section.problem(key, "'" + key + "' is empty: write one such as team=shop, or leave it out for all");
            return null;
        }
        try {
            LabelSelector.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            section.problem(key, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
