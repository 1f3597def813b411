package io.wideip.config.yaml;

import io.wideip.config.section.Place;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** One file's text, and the places in it. */
final class Source {
    private final String name;
    private final String text;
    private final @Nullable Displacement displacement;
    /** Where each line begins, from the first time that it is asked for: each line may have a problem. */
    private int @Nullable [] lineStarts;

    Source(String name, String text) {
        this(name, text, null);
    }

    private Source(String name, String text, @Nullable Displacement displacement) {
        this.name = name;
        this.text = text;
        this.displacement = displacement;
    }

    /** The same file, where the places of one text are those of another that is equal to it. */
    Source displaced(Displacement by) {
        return new Source(name, text, by);
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    Place start() {
        return new Place(name, 1, 1);
    }

    Place at(Mark mark) {
        if (displacement != null && displacement.covers(mark)) {
            return new Place(name, displacement.line(mark) + 1, displacement.column(mark) + 1);
        }
        return new Place(name, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Where code point number {@code offset} stands. */
    Place atOffset(int offset) {
        int line = 1;
        int column = 1;
        int end = Math.min(
                text.length(), text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length()))));
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(name, line, column);
    }

    /** Where the first character of a line stands that is no space. */
    Place atLine(int line) {
        int[] starts = lineStarts;
        if (starts == null) {
            IntStream ends = IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n');
            starts = IntStream.concat(IntStream.of(0), ends.map(end -> end + 1)).toArray();
            lineStarts = starts;
        }
        int column = 1;
        if (line <= starts.length) {
            int at = starts[line - 1];
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
                column++;
            }
        }
        return new Place(name, line, column);
    }
}
