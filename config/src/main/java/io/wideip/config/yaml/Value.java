package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Place;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One node of the YAML that knows its place. What it gives is null where a problem was reported.
 *
 * @param name the key it stands under, for an item of a list that of the list; empty for a document
 * @param path of the section that it would be, with {@code *} for names and {@code []} for list items
 * @param owner where the name stands that the value belongs to
 */
record Value(Reading reading, Source source, Node node, String name, String path, Place owner) {

    /** The same value as another section. */
    Value at(String anotherPath) {
        return new Value(reading, source, node, name, anotherPath, owner);
    }

    /** What messages call it. */
    String label() {
        return name.isEmpty() ? "the document" : "'" + DidYouMean.shortened(name) + "'";
    }

    Place place() {
        return source.at(node.getStartMark());
    }

    /** A line of a block scalar, whose text begins below its indicator; of any other value its place. */
    Place placeInText(int lineOfText) {
        boolean isBlock = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        return isBlock ? source.atLine(place().line() + lineOfText) : place();
    }

    void problem(String what) {
        reading.problems().add(place(), what);
    }

    void problem(Supplier<String> what) {
        reading.problems().add(place(), what);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** Whether it is a block whose lines are joined. */
    boolean isFolded() {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.FOLDED;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The text as written. */
    @Nullable
    String text() {
        if (!isRead()) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(label() + " is a " + kind() + ": write one value"
                + (isMapping() ? " (in quotes if it holds a ':')" : ""));
        return null;
    }

    @Nullable
    YamlSection section() {
        MappingNode mapping = mapping();
        return mapping == null ? null : new YamlSection(this, mapping);
    }

    @Nullable
    MappingNode mapping() {
        if (!isRead()) {
            return null;
        }
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        String foreign = name.isEmpty() ? ForeignText.mend(source.text()) : null;
        problem(foreign == null ? label() + " is a " + kind() + ": write a mapping (" + form() + ")" : foreign);
        return null;
    }

    /** What a mapping looks like; where items have the name as a key, of the first of them. */
    private String form() {
        Node first = node instanceof SequenceNode list && !list.getValue().isEmpty()
                ? list.getValue().get(0)
                : node;
        if (first instanceof MappingNode item && !item.getValue().isEmpty()) {
            NodeTuple tuple = item.getValue().get(0);
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("name")
                    && tuple.getValueNode() instanceof ScalarNode named) {
                return "'" + DidYouMean.shortened(named.getValue()) + ":' and its keys below, in place of '- name:'";
            }
        }
        return "name: value";
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Value> items() {
        if (!isRead()) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(this::item).toList();
        }
        return List.of(item(node));
    }

    /** The items of a list, which may not be a single value; null where it is none. */
    @Nullable
    List<Value> list() {
        return list("");
    }

    /**
     * As {@link #list()}.
     *
     * @param example of such a list, for who has written none
     */
    @Nullable
    List<Value> list(String example) {
        if (!isRead()) {
            return null;
        }
        if (node instanceof SequenceNode) {
            return items();
        }
        problem(label() + " is a " + kind() + ": write a list" + (example.isEmpty() ? "" : ", such as " + example));
        return null;
    }

    private Value item(Node item) {
        return new Value(reading, source, item, name, path + "[]", source.at(item.getStartMark()));
    }

    /** Whether nothing at all stands after the name. */
    boolean isEmpty() {
        return node instanceof ScalarNode scalar
                && scalar.getValue().isEmpty()
                && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    /** False, with the problem reported, for what no reader can take: nothing at all, or a tag. */
    private boolean isRead() {
        if (isEmpty()) {
            reading.problems().add(owner, label() + " has no value: write one ({} or [] for nothing) or leave it out");
            return false;
        }
        Tag plain = node instanceof MappingNode ? Tag.MAP : node instanceof SequenceNode ? Tag.SEQ : Tag.STR;
        if (!node.getTag().equals(plain)) {
            String tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
            problem("the tag " + DidYouMean.shortened(tag) + ": tags are not read here, leave it out");
            return false;
        }
        return true;
    }

    private String kind() {
        return node instanceof MappingNode ? "mapping" : node instanceof SequenceNode ? "list" : "single value";
    }
}
