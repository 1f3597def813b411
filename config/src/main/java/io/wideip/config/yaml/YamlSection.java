package io.wideip.config.yaml;

import io.wideip.config.DomainName;
import io.wideip.config.section.Place;
import io.wideip.config.section.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping of the composed YAML, or the mappings of one name from several files read as one. */
final class YamlSection implements Section {
    private final Reading reading;
    private final String name;
    private final String path;
    private final Place start;
    /** Without the keys in their paths: of a million entries, few are asked for by their keys. */
    private final Map<String, Value> values = new LinkedHashMap<>();

    private final Map<String, YamlSection> children = new HashMap<>();
    private final AskedKeys asked;
    /** A merge key may bring whatever seems to be missing here. */
    private boolean merges;

    YamlSection(Value value, MappingNode mapping) {
        this(value.reading(), value.name(), value.path(), value.owner());
        add(value, mapping);
    }

    /** Without any key yet: see {@link #add}. */
    YamlSection(Reading reading, String name, String path, Place start) {
        this.reading = reading;
        this.name = name;
        this.path = path;
        this.start = start;
        this.asked = new AskedKeys(path);
        reading.opened(this);
    }

    /** Takes in a mapping's keys; one that is here already is a problem that cites both places. */
    void add(Value value, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            Source source = value.source();
            Place place = source.at(tuple.getKeyNode().getStartMark());
            String key = key(place, tuple.getKeyNode());
            if (key != null) {
                Value here = tuple.getValueNode() instanceof RepeatedNode repeated
                        ? new Value(reading, repeated.displaced(source), repeated.first(), key, path, place)
                        : new Value(reading, source, tuple.getValueNode(), key, path, place);
                Value before = values.putIfAbsent(key, here);
                if (before != null) {
                    reading.problems()
                            .add(place, here.label() + " is given twice: keep one, the other is at " + before.owner());
                }
            }
        }
    }

    private @Nullable String key(Place place, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            reading.problems().add(place, "a key that is a list or a mapping: write a single word");
            return null;
        }
        if (scalar.getValue().equals("<<") && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
            reading.problems().add(place, "merge keys ('<<') are not read: write the keys out, or use 'defaults'");
            merges = true;
            return null;
        }
        return scalar.getValue();
    }

    /** The key that the section stands under. */
    String name() {
        return name;
    }

    String path() {
        return path;
    }

    Set<String> asked() {
        return asked.all();
    }

    /** Where the section's own name stands. */
    Place start() {
        return start;
    }

    Reading reading() {
        return reading;
    }

    /** What the keys would be cannot be known, because the policy or type that asks for them is not: no unknown key then. */
    void tolerateUnknownKeys() {
        asked.tolerateOthers();
    }

    boolean hasUnknownKeys() {
        return asked.lacks(values.keySet());
    }

    /** What the keys that nobody has asked for may be meant to be. */
    Set<String> likelyKeys() {
        return asked.likely(values.keySet());
    }

    void reportUnknownKeys() {
        asked.missing(values.keySet()).forEach(what -> reading.problems().add(start, what));
        if (!hasUnknownKeys()) {
            return;
        }
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            if (!asked.all().contains(entry.getKey())) {
                reading.problems()
                        .add(
                                entry.getValue().owner(),
                                () -> UnknownKey.problem(
                                        path, entry.getKey(), asked.free(values.keySet()), asked.all()));
            }
        }
    }

    /** Looks without asking. */
    boolean isGiven(String key) {
        return values.containsKey(key);
    }

    /** The value of a key, or null where it is not given. */
    @Nullable
    Value value(String key) {
        asked.add(key);
        Value value = values.get(key);
        return value == null ? null : value.at(path.isEmpty() ? key : path + "." + key);
    }

    /** Every value under its name, for a section whose keys are names. */
    Map<String, Value> entries() {
        asked.tolerateOthers();
        String entry = path + ".*";
        values.replaceAll((name, value) -> value.at(entry));
        return Collections.unmodifiableMap(values);
    }

    /** The sections within this one that were opened, by their keys. */
    Map<String, YamlSection> children() {
        return children;
    }

    /** A key that only tells people why it can't be used. */
    void refuse(String key, String why) {
        Value value = values.remove(key);
        if (value != null) {
            reading.problems().add(value.owner(), why);
        }
    }

    /** A problem of a key that is not given, unless another one turns out to be meant for it. */
    void missing(String key, String what, String... alternatives) {
        if (!merges) {
            asked.addMissing(key, what, List.of(alternatives));
            reading.countMissing();
        }
    }

    void problemAtStart(String what) {
        if (!merges) {
            reading.problems().add(start, what);
        }
    }

    @Override
    public Place place(String key) {
        Value value = values.get(key);
        return value == null ? start : value.place();
    }

    @Override
    public boolean has(String key) {
        return value(key) != null;
    }

    @Override
    public @Nullable String text(String key, @Nullable String fallback) {
        Value value = value(key);
        String text = value == null ? null : value.text();
        return text == null ? fallback : text;
    }

    @Override
    public int integer(String key, int least, int most, int fallback) {
        Integer given = integerOrNull(key, least, most);
        return given == null ? fallback : given;
    }

    /** A decimal number, or null where it is missing or none. */
    @Nullable
    Double decimal(String key, int least, int most) {
        Value value = value(key);
        return value == null ? null : Scalars.decimal(value, least, most);
    }

    /** As {@link #integer}; null where the key is missing, or its value is none. */
    @Nullable
    Integer integerOrNull(String key, int least, int most) {
        Value value = value(key);
        return value == null ? null : Scalars.integer(value, least, most);
    }

    /** As {@link #duration}; null where the key is missing, or its value is none. */
    @Nullable
    Duration durationOrNull(String key, Duration least, Duration most) {
        Value value = value(key);
        return value == null ? null : Scalars.duration(value, least, most);
    }

    /** A moment, or null where the key is missing or its value is none. */
    @Nullable
    Instant instant(String key) {
        Value value = value(key);
        return value == null ? null : Scalars.instant(value);
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        Value value = value(key);
        return value == null ? fallback : Scalars.flag(value, fallback);
    }

    @Override
    public Duration duration(String key, Duration least, Duration most, Duration fallback) {
        Duration given = durationOrNull(key, least, most);
        return given == null ? fallback : given;
    }

    /** Up to {@code 100%}. */
    int percent(String key, int least, int fallback) {
        Value value = value(key);
        return value == null ? fallback : Scalars.percent(value, least, fallback);
    }

    @Override
    public String choice(String key, Collection<String> words, String fallback) {
        String choice = choiceOrNull(key, words, fallback);
        return choice == null ? fallback : choice;
    }

    /** One of the words, the fallback where the key is missing, and null where it is another word. */
    @Nullable
    String choiceOrNull(String key, Collection<String> words, String fallback) {
        Value value = value(key);
        return value == null ? fallback : Scalars.choice(value, key, words);
    }

    @Override
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Value item : items(key)) {
            String text = item.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The items of a list, or a single one; empty where the key is missing. */
    List<Value> items(String key) {
        Value value = value(key);
        return value == null ? List.of() : value.items();
    }

    @Override
    public @Nullable DomainName domainName(String key, @Nullable DomainName fallback) {
        Value value = value(key);
        DomainName name = value == null ? null : Scalars.domainName(value);
        return name == null ? fallback : name;
    }

    @Override
    public @Nullable YamlSection section(String key) {
        Value value = value(key);
        YamlSection child = children.get(key);
        if (value == null || child != null) {
            return child;
        }
        child = value.section();
        if (child != null) {
            children.put(key, child);
        }
        return child;
    }

    @Override
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    @Override
    public void problem(String key, String what) {
        if (!merges || values.containsKey(key)) {
            reading.problems().add(place(key), what);
        }
    }

    @Override
    public void problemInText(String key, int lineOfText, String what) {
        Value value = values.get(key);
        reading.problems().add(value == null ? start : value.placeInText(lineOfText), what);
    }
}
