package io.wideip.config.yaml;

import org.yaml.snakeyaml.error.Mark;

/**
 * From places within a text to the same places within an equal text further on. The two have the same line ends, and the same
 * columns but for what stands on their first lines.
 *
 * @param start where the one text begins
 * @param end where it ends
 * @param to where the other begins
 */
record Displacement(Mark start, Mark end, Mark to) {
    /** Whether a place is within the one text. What an alias stands for is not. */
    boolean covers(Mark mark) {
        return mark.getIndex() >= start.getIndex() && mark.getIndex() <= end.getIndex();
    }

    int line(Mark mark) {
        return mark.getLine() + to.getLine() - start.getLine();
    }

    int column(Mark mark) {
        return mark.getColumn() + (mark.getLine() == start.getLine() ? to.getColumn() - start.getColumn() : 0);
    }
}
