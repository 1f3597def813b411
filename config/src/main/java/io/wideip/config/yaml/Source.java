package io.wideip.config.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** One file's text, and the places in it. */
record Source(String name, String text) {
    Place start() {
        return new Place(name, 1, 1);
    }

    Place at(Mark mark) {
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

    /** The first line that has more characters than this, or null. */
    @Nullable
    Place longerLine(int longest) {
        int line = 1;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if ((end < 0 ? text.length() : end) - start > longest) {
                return new Place(name, line, 1);
            }
            if (end < 0) {
                return null;
            }
            start = end + 1;
            line++;
        }
        return null;
    }

    /** Where the first character of a line stands that is no space. */
    Place atLine(int line) {
        int start = 0;
        for (int n = 1; n < line; n++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return new Place(name, line, 1);
            }
            start = end + 1;
        }
        int column = 1;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
            column++;
        }
        return new Place(name, line, column);
    }
}
