package io.wideip.config.yaml;

import io.wideip.config.catalog.WeightedName;
import io.wideip.config.section.DidYouMean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list whose items are names, or mappings of a name and a weight. */
final class WeightedList {
    static final int HEAVIEST = 1_000_000;

    private WeightedList() {}

    /**
     * Reads {@code [a, {vip: b, weight: 2}]}.
     *
     * @param key of the list
     * @param word the key of the name in a mapping
     */
    static List<WeightedName> read(YamlSection section, String key, String word, Names<?> names) {
        Value list = section.value(key);
        List<Value> items = list == null ? null : list.list("[NAME, {" + word + ": NAME, weight: 20}]");
        if (list == null || items == null) {
            return List.of();
        }
        if (items.isEmpty()) {
            list.problem(list.label() + " is empty: name at least one " + names.kind());
        }
        Names.Once once = new Names.Once(names.kind());
        List<WeightedName> read = new ArrayList<>();
        for (Value item : items) {
            WeightedName weighted = item.isMapping() ? weighted(item.section(), word, names) : alone(item, names);
            if (weighted != null && once.isFirst(weighted.name(), item)) {
                read.add(weighted);
            }
        }
        return Collections.unmodifiableList(read);
    }

    /** True where the list names what belongs into another list. The problem is reported, once for the whole list. */
    static boolean isOfAnother(
            YamlSection section, String key, String word, Names<?> names, String otherKey, Names<?> others) {
        Value list = section.value(key);
        for (Value item : list == null || !list.isList() ? List.<Value>of() : list.items()) {
            YamlSection mapping = item.isMapping() ? item.section() : null;
            Value named = item.isScalar() ? item : mapping == null ? null : mapping.value(word);
            String name = named == null || !named.isScalar() ? null : named.text();
            if (mapping != null) {
                // It is read once more where the list is read.
                mapping.tolerateUnknownKeys();
            }
            if (named != null && name != null && !names.isDeclared(name) && others.isDeclared(name)) {
                named.problem("'" + DidYouMean.shortened(name) + "' is a " + others.kind() + ": write '" + otherKey
                        + "' in place of '" + key + "'");
                return true;
            }
        }
        return false;
    }

    private static @Nullable WeightedName alone(Value item, Names<?> names) {
        String name = names.find(item);
        return name == null ? null : new WeightedName(name, 1);
    }

    private static @Nullable WeightedName weighted(@Nullable YamlSection item, String word, Names<?> names) {
        if (item == null) {
            return null;
        }
        int weight = item.integer("weight", 0, HEAVIEST, 1);
        String only = item.keys().size() == 1 ? item.keys().iterator().next() : "";
        if (names.isDeclared(only) && !only.equals(word)) {
            Value value = item.entries().get(only);
            String given = value != null && value.isScalar() ? value.text() : null;
            item.problemAtStart("a " + names.kind() + " where keys stand: write {" + word + ": " + only + ", weight: "
                    + (given == null ? "N" : DidYouMean.shortened(given)) + "}");
            return null;
        }
        if (!item.has(word)) {
            item.missing(
                    word,
                    "no '" + word + "' here: name the " + names.kind() + ", as in {" + word + ": NAME, weight: 20}");
            return null;
        }
        String name = names.find(item, word);
        return name == null ? null : new WeightedName(name, weight);
    }
}
