package io.wideip.config.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;

/** A node whose text was met before: it stands for that node, and keeps only where it begins itself. */
final class RepeatedNode extends Node {
    private final Node first;

    RepeatedNode(Node first, Mark start) {
        super(first.getTag(), start, start);
        this.first = first;
    }

    @Override
    public NodeId getNodeId() {
        return first.getNodeId();
    }

    /** The node to be read in its place. */
    Node first() {
        return first;
    }

    /** The same file, in which all that is within the first node stands where this one is. */
    Source displaced(Source source) {
        return source.displaced(new Displacement(first.getStartMark(), first.getEndMark(), getStartMark()));
    }
}
