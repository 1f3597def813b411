package io.wideip.config.yaml;

import io.wideip.config.catalog.WeightedName;
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
        List<Value> items = list == null ? null : list.list();
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

    private static @Nullable WeightedName alone(Value item, Names<?> names) {
        String name = names.find(item);
        return name == null ? null : new WeightedName(name, 1);
    }

    private static @Nullable WeightedName weighted(@Nullable YamlSection item, String word, Names<?> names) {
        if (item == null) {
            return null;
        }
        int weight = item.integer("weight", 0, HEAVIEST, 1);
        if (!item.has(word)) {
            item.problemAtStart(
                    "no '" + word + "' here: name the " + names.kind() + ", as in {" + word + ": NAME, weight: 20}");
            return null;
        }
        String name = names.find(item, word);
        return name == null ? null : new WeightedName(name, weight);
    }
}
