package io.wideip.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The JSON Schema of the YAML, for editors and for tests that hold it against {@link Loader#keysAskedFor}. Immutable.
 */
public final class Schema {
    private static final String RESOURCE = "/io/wideip/config/wideip.schema.json";
    private static final String DEFINITIONS = "#/$defs/";
    private static final Pattern STEP = Pattern.compile("\\.");

    private final String text;
    private final Node root;

    private Schema(String text) {
        this.text = text;
        Reading reading = new Reading();
        Value document = Documents.compose(new Source(RESOURCE, text), reading);
        if (document == null) {
            throw new IllegalStateException(reading.problems().sorted().toString());
        }
        this.root = document.node();
    }

    public static Schema load() {
        try (InputStream in = Schema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return new Schema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema as JSON. */
    public String text() {
        return text;
    }

    /**
     * The keys that a section may have.
     *
     * @param path as in {@link Loader#keysAskedFor}: {@code wideIps.*.members[]}
     * @return sorted; empty where the schema has no such section
     */
    public Set<String> properties(String path) {
        Set<String> names = new TreeSet<>();
        for (Node node : at(path)) {
            if (get(node, "properties") instanceof MappingNode properties) {
                properties.getValue().forEach(tuple -> names.add(text(tuple.getKeyNode())));
            }
        }
        return names;
    }

    /** The words that a key may have for its value, sorted: the policies of {@code wideIps.*} and {@code policy}. */
    public Set<String> words(String path, String key) {
        Set<String> words = new TreeSet<>();
        for (Node node : at(path.isEmpty() ? key : path + "." + key)) {
            if (get(node, "enum") instanceof SequenceNode list) {
                list.getValue().forEach(word -> words.add(text(word)));
            }
        }
        return words;
    }

    private List<Node> at(String path) {
        List<Node> nodes = alternatives(root);
        for (String step : path.isEmpty() ? new String[0] : STEP.split(path.replace("[]", ".[]"))) {
            List<Node> next = new ArrayList<>();
            for (Node node : nodes) {
                Node child = switch (step) {
                    case "*" -> get(node, "additionalProperties");
                    case "[]" -> get(node, "items");
                    default -> get(get(node, "properties"), step);
                };
                if (child != null) {
                    next.addAll(alternatives(child));
                }
            }
            nodes = next;
        }
        return nodes;
    }

    /** What a node stands for: itself, what it refers to, and each of what it may be. */
    private List<Node> alternatives(Node node) {
        List<Node> all = new ArrayList<>(List.of(node));
        if (get(node, "$ref") instanceof ScalarNode reference
                && reference.getValue().startsWith(DEFINITIONS)) {
            Node definition = get(get(root, "$defs"), reference.getValue().substring(DEFINITIONS.length()));
            if (definition != null) {
                all.addAll(alternatives(definition));
            }
        }
        if (get(node, "oneOf") instanceof SequenceNode oneOf) {
            oneOf.getValue().forEach(one -> all.addAll(alternatives(one)));
        }
        return all;
    }

    private static @Nullable Node get(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (text(tuple.getKeyNode()).equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
