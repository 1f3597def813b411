package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * The events of one file, as long as nothing is nested too deeply, no alias stands inside what it stands for, and there is memory
 * for what is made of them. What an alias stands for is read as if it were written out: a few lines of aliases to aliases would
 * fill any memory, and so would a long list that many wide IPs name.
 */
final class BoundedParser implements Parser {
    private static final int DEEPEST = 50;
    /** Octets of a text, a list or a mapping as a node with its places, without the characters. */
    private static final int NODE = 220;
    /** Octets of what readers make of a node. */
    private static final int READ = 96;
    /** Octets more for a mapping: it knows the keys that are given and those that were asked for. */
    private static final int SECTION = 800;

    private static final int CHARACTER = 2;

    /** Of an anchor whose list or mapping has not ended. */
    private static final long UNKNOWN = -1;

    /** A list or mapping that has begun, and what reading takes of the nodes before it. */
    private record Open(@Nullable String anchor, long before) {}

    private final Parser parser;
    private final Reading reading;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Long> sizes = new HashMap<>();

    /** What reading takes of all nodes up to here, with aliases written out. */
    private long read;

    BoundedParser(Parser parser, Reading reading) {
        this.parser = parser;
        this.reading = reading;
    }

    /** Something beyond the bounds. */
    static final class Excess extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Mark mark;

        private Excess(Event event, String what) {
            super(what);
            mark = event.getStartMark();
        }

        Mark mark() {
            return mark;
        }
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent alias) {
            writeOut(alias);
        } else if (event instanceof ScalarEvent scalar) {
            takeTag(scalar, scalar.getTag());
            long size = READ + (long) CHARACTER * scalar.getValue().length();
            take(scalar, size);
            remember(scalar.getAnchor(), size);
        } else if (event instanceof CollectionStartEvent start) {
            takeTag(start, start.getTag());
            open(start);
        } else if (event instanceof CollectionEndEvent) {
            Open ended = open.pop();
            remember(ended.anchor(), read - ended.before());
        }
        return event;
    }

    private void open(CollectionStartEvent start) {
        if (open.size() == DEEPEST) {
            throw new Excess(start, "nested more than " + DEEPEST + " deep: remove brackets");
        }
        open.push(new Open(start.getAnchor(), read));
        take(start, start instanceof MappingStartEvent ? READ + SECTION : READ);
        remember(start.getAnchor(), UNKNOWN);
    }

    private void take(Event event, long size) {
        read += size;
        if (!reading.takes(NODE + size)) {
            throw new Excess(
                    event, "the values up to here take more memory than this process has: give it more (-Xmx)");
        }
    }

    private void remember(@Nullable String anchor, long size) {
        if (anchor != null) {
            sizes.put(anchor, size);
        }
    }

    private void writeOut(AliasEvent alias) {
        Long size = sizes.get(alias.getAnchor());
        if (size == null) {
            return; // The composer refuses it.
        }
        if (size == UNKNOWN) {
            throw new Excess(
                    alias, "'" + DidYouMean.shortened(alias.getAnchor()) + "' inside what it stands for: write it out");
        }
        if (!reading.takes(size)) {
            throw new Excess(
                    alias,
                    "the aliases up to here stand for more than this process has memory for: write shorter lists, or give"
                            + " it more (-Xmx)");
        }
        read += size;
    }

    /** A %TAG directive makes a long tag of a short one, each time that it is used. */
    private void takeTag(Event event, @Nullable String tag) {
        if (tag != null && !reading.takes((long) CHARACTER * tag.length())) {
            throw new Excess(event, "the tags up to here are longer than this process has memory for: leave them out");
        }
    }
}
