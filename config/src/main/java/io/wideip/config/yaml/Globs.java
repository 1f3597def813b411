package io.wideip.config.yaml;

import io.wideip.config.Glob;
import io.wideip.config.section.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists of patterns in which {@code *} stands for any characters. */
final class Globs {
    private static final Pattern NAMESPACES = Pattern.compile("[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?");

    private Globs() {}

    /** The key {@code namespaces}. */
    static List<Glob> ofNamespaces(YamlSection section) {
        List<Glob> globs = new ArrayList<>();
        Names.Once once = new Names.Once("pattern");
        for (Value item : nonEmpty(section, "namespaces")) {
            String text = item.text();
            if (text == null) {
                continue;
            }
            if (!NAMESPACES.matcher(text).matches()) {
                item.problem("'" + DidYouMean.shortened(text) + "' matches no namespace: write lower-case letters,"
                        + " digits, '-' and '*', such as team-*");
            } else if (once.isFirst(text, item)) {
                globs.add(new Glob(text));
            }
        }
        return List.copyOf(globs);
    }

    /** The key {@code wideIps}; null where it is missing or none. */
    static @Nullable Glob ofWideIps(YamlSection section) {
        String text = section.text("wideIps", null);
        try {
            return text == null ? null : Glob.ofNames(text);
        } catch (IllegalArgumentException e) {
            section.problem("wideIps", "'" + DidYouMean.shortened(text) + "' " + e.getMessage());
            return null;
        }
    }

    /** The items of a list that would mean "all" if it were left out: written down empty, it is hardly meant so. */
    static List<Value> nonEmpty(YamlSection section, String key) {
        Value value = section.value(key);
        List<Value> items = value == null ? List.of() : value.items();
        if (value != null && value.isList() && items.isEmpty()) {
            value.problem("'" + key + "' is empty: write at least one, or leave it out for all");
        }
        return items;
    }
}
