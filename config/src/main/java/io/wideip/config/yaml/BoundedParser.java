package io.wideip.config.yaml;

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
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * The events of one file, as long as nothing is nested too deeply, no alias stands inside what it stands for, and all aliases
 * together stand for no more than there is memory for. What an alias stands for counts as if it were written out: a few lines of
 * aliases to aliases would fill any memory, and so would a long list that many wide IPs name.
 */
final class BoundedParser implements Parser {
    private static final int DEEPEST = 50;
    /** What a text, a list or a mapping takes beside its own characters, in characters. */
    private static final int TEXT = 3;

    private static final int COLLECTION = 8;

    /** Of an anchor whose list or mapping has not ended. */
    private static final long UNKNOWN = -1;

    /** A list or mapping that has begun, and what was written before it. */
    private record Open(@Nullable String anchor, long before) {}

    private final Parser parser;
    private final Reading reading;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Long> sizes = new HashMap<>();

    /** In characters, without comments and white space, and with aliases written out. */
    private long written;

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
            count(scalar, scalar.getTag());
            long size = (long) scalar.getValue().length() + TEXT;
            written += size;
            remember(scalar.getAnchor(), size);
        } else if (event instanceof CollectionStartEvent start) {
            count(start, start.getTag());
            open(start);
        } else if (event instanceof CollectionEndEvent) {
            Open ended = open.pop();
            remember(ended.anchor(), written - ended.before());
        }
        return event;
    }

    private void open(CollectionStartEvent start) {
        if (open.size() == DEEPEST) {
            throw new Excess(start, "nested more than " + DEEPEST + " deep: remove brackets");
        }
        open.push(new Open(start.getAnchor(), written));
        written += COLLECTION;
        remember(start.getAnchor(), UNKNOWN);
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
        written += size;
    }

    /** A %TAG directive makes a long tag of a short one, each time that it is used. */
    private void count(Event event, @Nullable String tag) {
        if (tag != null && !reading.takes(tag.length())) {
            throw new Excess(event, "the tags up to here are longer than this process has memory for: leave them out");
        }
    }
}
