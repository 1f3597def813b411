package io.wideip.dns;

import io.wideip.config.DomainName;
import io.wideip.config.section.Place;
import io.wideip.config.section.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A section from a map of texts, which keeps the problems reported to it. */
public final class MapSection implements Section {
    private static final Place NOWHERE = new Place("test.yaml", 1, 1);

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    public MapSection(Map<String, String> values) {
        this.values = values;
    }

    /** As {@code key: what}, or {@code line N: what} where a line of a block scalar is at fault. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public Place place(String key) {
        return NOWHERE;
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public @Nullable String text(String key, @Nullable String fallback) {
        return values.getOrDefault(key, fallback);
    }

    @Override
    public int integer(String key, int least, int most, int fallback) {
        String text = values.get(key);
        if (text == null) {
            return fallback;
        }
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            problem(key, "from " + least + " to " + most);
            return fallback;
        }
        return value;
    }

    @Override
    public void problem(String key, String what) {
        problems.add(key + ": " + what);
    }

    @Override
    public void problemInText(String key, int lineOfText, String what) {
        problems.add("line " + lineOfText + ": " + what);
    }

    @Override
    public Set<String> keys() {
        return values.keySet();
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Duration duration(String key, Duration least, Duration most, Duration fallback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String choice(String key, Collection<String> words, String fallback) {
        String word = values.getOrDefault(key, fallback);
        if (words.contains(word)) {
            return word;
        }
        problem(key, "one of " + words);
        return fallback;
    }

    @Override
    public List<String> texts(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable DomainName domainName(String key, @Nullable DomainName fallback) {
        throw new UnsupportedOperationException();
    }

    /** Of the keys {@code key.*}; what is wrong in it is not reported here. */
    @Override
    public @Nullable Section section(String key) {
        Map<String, String> inside = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(key + ".")) {
                inside.put(name.substring(key.length() + 1), value);
            }
        });
        return inside.isEmpty() ? null : new MapSection(inside);
    }
}
