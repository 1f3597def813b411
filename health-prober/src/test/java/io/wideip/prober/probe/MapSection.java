package io.wideip.prober.probe;

import io.wideip.config.DomainName;
import io.wideip.config.section.Place;
import io.wideip.config.section.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A section without a file: values are strings, lists of strings and maps. Problems are {@code "key: what"}. */
public final class MapSection implements Section {
    final List<String> problems;
    private final Map<String, ?> values;

    public MapSection(Map<String, ?> values) {
        this(values, new ArrayList<>());
    }

    private MapSection(Map<String, ?> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    @Override
    public Place place(String key) {
        return new Place("test.yaml", 1, 1);
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public @Nullable String text(String key, @Nullable String fallback) {
        return values.get(key) instanceof String text ? text : fallback;
    }

    @Override
    public int integer(String key, int least, int most, int fallback) {
        String text = text(key, null);
        if (text == null) {
            return fallback;
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            problem(key, number + " is not within " + least + " and " + most);
            return fallback;
        }
        return number;
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        String text = text(key, null);
        return text == null ? fallback : text.equals("true");
    }

    @Override
    public Duration duration(String key, Duration least, Duration most, Duration fallback) {
        return fallback;
    }

    @Override
    public String choice(String key, Collection<String> words, String fallback) {
        String text = Objects.requireNonNullElse(text(key, null), fallback);
        if (words.contains(text)) {
            return text;
        }
        problem(key, "'" + text + "' is none of " + words);
        return fallback;
    }

    @Override
    public List<String> texts(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String.class::cast).toList();
        }
        return value == null ? List.of() : List.of((String) value);
    }

    @Override
    public @Nullable DomainName domainName(String key, @Nullable DomainName fallback) {
        String text = text(key, null);
        return text == null ? fallback : DomainName.parse(text);
    }

    @Override
    public @Nullable Section section(String key) {
        if (values.get(key) instanceof Map<?, ?> map) {
            Map<String, Object> inner = new HashMap<>();
            map.forEach((name, value) -> inner.put((String) name, value));
            return new MapSection(inner, problems);
        }
        return null;
    }

    @Override
    public Set<String> keys() {
        return values.keySet();
    }

    @Override
    public void problem(String key, String what) {
        problems.add(key + ": " + what);
    }

    @Override
    public void problemInText(String key, int lineOfText, String what) {
        problem(key, what);
    }
}
