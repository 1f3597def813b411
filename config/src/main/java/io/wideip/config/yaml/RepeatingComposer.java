package io.wideip.config.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Composes one document, and keeps equal wide IPs once: of a million of them nearly all say the same as another. An entry whose
 * text and layout were met before becomes a {@link RepeatedNode}, so that it takes a tenth of the memory and has to be read once.
 */
final class RepeatingComposer extends Composer {
    private static final String SECTION = "wideIps";
    /** Of the mapping that is the section: the document's own is the first. */
    private static final int DEPTH = 2;
    /** Characters of all that is known at a time. */
    private static final int MOST = 1_000_000;

    private final RepeatingScanner scanner;
    private final Map<String, Node> firsts = new HashMap<>();
    private int characters;
    private int depth;
    private @Nullable String section;

    /** @param scanner the parser's */
    RepeatingComposer(Parser parser, RepeatingScanner scanner, Resolver resolver, LoaderOptions options) {
        super(parser, resolver, options);
        this.scanner = scanner;
    }

    @Override
    protected Node composeScalarNode(@Nullable String anchor, List<CommentLine> comments) {
        // Before the parser goes on to the next.
        Node first = scanner.substituted(parser.peekEvent().getStartMark());
        Node scalar = super.composeScalarNode(anchor, comments);
        // Two empty lists for each.
        scalar.setBlockComments(null);
        scalar.setInLineComments(null);
        return first == null ? scalar : new RepeatedNode(first, scalar.getStartMark());
    }

    @Override
    protected Node composeMappingNode(@Nullable String anchor) {
        depth++;
        try {
            return super.composeMappingNode(anchor);
        } finally {
            depth--;
        }
    }

    @Override
    protected void composeMappingChildren(List<NodeTuple> children, MappingNode node) {
        boolean isEntry = depth == DEPTH && SECTION.equals(section);
        // The colon is scanned together with the key.
        scanner.atEntry(isEntry);
        Node key = composeKeyNode(node);
        scanner.atEntry(false);
        if (depth == 1) {
            section = key instanceof ScalarNode scalar ? scalar.getValue() : null;
        }
        Node value = composeValueNode(node);
        children.add(new NodeTuple(key, isEntry && value instanceof MappingNode ? onlyOnce(key, value) : value));
    }

    private Node onlyOnce(Node key, Node value) {
        StringBuilder text = new StringBuilder();
        // An alias is kept once as it is.
        boolean isAlias = value.getStartMark().getIndex() < key.getStartMark().getIndex();
        if (isAlias || !describe(value, value, text)) {
            return value;
        }
        Node first = firsts.putIfAbsent(text.toString(), value);
        characters += first == null ? text.length() : 0;
        if (characters > MOST) {
            firsts.clear();
            characters = 0;
        }
        scanner.learn(
                first == null ? value : first,
                value.getStartMark(),
                lastWord(value).getIndex());
        return first == null ? value : new RepeatedNode(first, value.getStartMark());
    }

    /** The end of a node's last word: a block itself ends where the next token begins. */
    private static Mark lastWord(Node node) {
        if (node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK) {
            List<?> children = collection.getValue();
            Object last = children.get(children.size() - 1);
            return lastWord(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
        }
        return node.getEndMark();
    }

    /** Appends all that a reader can see of a node, places from the entry's beginning on; false where it holds an alias. */
    private static boolean describe(Node node, Node entry, StringBuilder text) {
        Mark start = entry.getStartMark();
        Mark at = node.getStartMark();
        if (at.getIndex() < start.getIndex()) {
            return false;
        }
        int line = at.getLine() - start.getLine();
        text.append(node.getNodeId()).append(' ').append(line).append(' ');
        text.append(line == 0 ? at.getColumn() - start.getColumn() : at.getColumn());
        text.append(' ').append(node.getTag().getValue()).append('\n');
        if (node instanceof ScalarNode scalar) {
            text.append(scalar.getScalarStyle()).append(scalar.getValue().length());
            text.append(' ').append(scalar.getValue());
            return true;
        }
        if (node instanceof SequenceNode sequence) {
            text.append(sequence.getValue().size());
            for (Node item : sequence.getValue()) {
                if (!describe(item, entry, text)) {
                    return false;
                }
            }
            return true;
        }
        MappingNode mapping = (MappingNode) node;
        text.append(mapping.getValue().size());
        for (NodeTuple tuple : mapping.getValue()) {
            if (!describe(tuple.getKeyNode(), entry, text) || !describe(tuple.getValueNode(), entry, text)) {
                return false;
            }
        }
        return true;
    }
}
