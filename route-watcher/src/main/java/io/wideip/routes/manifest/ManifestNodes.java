package io.wideip.routes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wideip.routes.json.Selection;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** From the YAML of a manifest to the JSON that the API would give. */
final class ManifestNodes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** An object of Kubernetes is not nested as deeply; what stands in itself is without end. */
    private static final int DEEPEST = 50;
    /** Values of one object, with what aliases stand for: a few lines of aliases to aliases would fill any memory. */
    private static final int MOST = 100_000;

    private int values;

    private ManifestNodes() {}

    /** Thrown where there is too much. */
    static final class Excess extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Excess(String what) {
            super(what);
        }
    }

    /**
     * What is selected of an object.
     *
     * @throws Excess with a message for people
     */
    static JsonNode read(Node node, Selection selection) {
        return new ManifestNodes().read(node, selection, 0);
    }

    private JsonNode read(Node node, Selection selection, int depth) {
        if (depth > DEEPEST) {
            throw new Excess("nested more than " + DEEPEST + " deep: remove levels");
        }
        if (++values > MOST) {
            throw new Excess("more than " + MOST + " values in one object: write fewer aliases");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(scalar.getValue());
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(item -> array.add(read(item, selection, depth + 1)));
            return array;
        }
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : null;
            Selection below = key == null ? null : selection.below(key);
            if (key != null && below != null) {
                object.set(key, read(tuple.getValueNode(), below, depth + 1));
            }
        }
        return object;
    }

    /** The value of a key; null where the node is no mapping or has no such key. */
    static @Nullable Node find(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    /** The text of a key's value; empty where it has none. */
    static String text(Node node, String key) {
        return find(node, key) instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
