package io.wideip.config.yaml;

import io.wideip.config.catalog.Defined;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one section declares, by name. A name whose entry is broken stays declared: its problem is reported where it stands,
 * and a reference to it is no second one.
 */
final class Names<T> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    private static final Pattern TYPOGRAPHIC_QUOTE = Pattern.compile("[\u2018-\u201e]");
    private static final Set<String> WORDS_FOR_NONE = Set.of("none", "off", "false", "null", "~");

    private final String kind;
    private final String section;
    private final Set<String> declared = new LinkedHashSet<>();
    private final Map<String, Defined<T>> values = new LinkedHashMap<>();

    private Names(String kind, String section) {
        this.kind = kind;
        this.section = section;
    }

    /** Reads every entry of a section whose keys are names; the reader gives null where it reported a problem. */
    static <T> Names<T> read(String kind, YamlSection section, Function<YamlSection, @Nullable T> reader) {
        Names<T> names = new Names<>(kind, section.name());
        section.entries().forEach((name, value) -> {
            names.declared.add(name);
            if (!FORM.matcher(name).matches()) {
                section.reading()
                        .problems()
                        .add(
                                value.owner(),
                                "the name '" + DidYouMean.shortened(name) + "' of a " + kind
                                        + ": write 1 to 63 letters, digits, '-', '_' and '.'"
                                        + (TYPOGRAPHIC_QUOTE.matcher(name).find() ? " (in plain quotes)" : ""));
            }
            YamlSection entry = value.section();
            T read = entry == null ? null : reader.apply(entry);
            if (read != null && entry != null) {
                names.values.put(name, Written.of(read, entry));
            }
        });
        return names;
    }

    String kind() {
        return kind;
    }

    Map<String, Defined<T>> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether there is such a name, though what it stands for may be broken. */
    boolean isDeclared(String name) {
        return declared.contains(name);
    }

    /** What a name stands for; null where it stands for nothing, or for what is broken. */
    @Nullable
    T get(@Nullable String name) {
        Defined<T> defined = name == null ? null : values.get(name);
        return defined == null ? null : defined.definition();
    }

    /** The name that the value holds; null where it stands for nothing, or for what is broken. */
    @Nullable
    String find(Value reference) {
        if (reference.isMapping()) {
            reference.problem(reference.label() + " is a mapping: write the name of a " + kind
                    + " here, and what it is below '" + section + "'");
            return null;
        }
        String name = reference.text();
        if (name == null) {
            return null;
        }
        if (!declared.contains(name)) {
            reference.reading().unknownName(section, reference.place(), () -> unknown(name));
        }
        return values.containsKey(name) ? name : null;
    }

    private String unknown(String name) {
        if (Addresses.isLiteral(name)) {
            return "'" + name + "' is an address: name a " + kind + " that has it, give one in 'vips'";
        }
        return WORDS_FOR_NONE.contains(name)
                ? "unknown " + kind + " '" + name + "': leave the key out for none"
                : DidYouMean.unknown(kind, name, declared);
    }

    /** The name that a key gives, or null. */
    @Nullable
    String find(YamlSection section, String key) {
        Value reference = section.value(key);
        return reference == null ? null : find(reference);
    }

    /** The names of a list, or a single one; a name twice or an empty list is a problem. */
    List<String> findAll(YamlSection section, String key) {
        Value value = section.value(key);
        if (value == null) {
            return List.of();
        }
        List<Value> items = value.items();
        if (items.isEmpty() && value.isList()) {
            value.problem("an empty list: name at least one " + kind);
        }
        Once once = new Once(kind);
        List<String> found = new ArrayList<>();
        for (Value item : items) {
            String name = find(item);
            if (name != null && once.isFirst(name, item)) {
                found.add(name);
            }
        }
        return List.copyOf(found);
    }

    /** Finds what is named a second time in one list. */
    static final class Once {
        private final String kind;
        private final Map<Object, Place> places = new HashMap<>();

        Once(String kind) {
            this.kind = kind;
        }

        boolean isFirst(Object named, Value item) {
            Place before = places.putIfAbsent(named, item.place());
            if (before == null) {
                return true;
            }
            item.problem("the same " + kind + " twice: keep one, the other is at " + before);
            return false;
        }
    }
}
