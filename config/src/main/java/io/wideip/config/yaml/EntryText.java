package io.wideip.config.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * The text of a value in a block mapping, as far as indentation tells: it ends before the next line that is indented no deeper
 * than the key. Comments and blanks after the last word do not belong to it.
 *
 * <p>Two equal texts are scanned alike, whatever stands before and after them. So none is given where that is not sure: for a text
 * with an anchor, an alias, a tag, a block scalar or a tab.
 */
final class EntryText {
    /** Longer ones are hardly met twice. */
    private static final int LONGEST = 4_096;

    private static final String NEVER = "&*!|>%#";

    private final SourceReader reader;
    private final int start;
    private int end;
    private int at;
    private int lineStart;
    private boolean hasQuotes;

    private EntryText(SourceReader reader, int start) {
        this.reader = reader;
        this.start = start;
        end = start;
        at = start;
    }

    /**
     * Finds the text of a value; null where it is to be scanned.
     *
     * @param start where it begins: after the colon
     * @param column of the key
     */
    static @Nullable EntryText find(SourceReader reader, int start, int column) {
        EntryText text = new EntryText(reader, start);
        return text.passAll(column) ? text : null;
    }

    int end() {
        return end;
    }

    /** The first word of the next line that has more than a comment, or the end of the file. */
    int next() {
        return at;
    }

    int nextColumn() {
        return at - lineStart;
    }

    private boolean passAll(int column) {
        do {
            for (int c = here(); isWord(c) || c == ' '; c = here()) {
                hasQuotes |= c == '"' || c == '\'';
                at++;
                end = c == ' ' ? end : at;
            }
            if (!toNextLine() || at - start > LONGEST) {
                return false;
            }
        } while (here() != SourceReader.END && at - lineStart > column);
        return true;
    }

    /** To the first word of the next line that has more than a comment, or the end; false where none can be told. */
    private boolean toNextLine() {
        do {
            if (here() == '#' && !passComment()) {
                return false;
            }
            if (here() == SourceReader.END) {
                return true;
            }
            if (here() == '\r') {
                at++;
            }
            if (here() != '\n') {
                return false;
            }
            at++;
            lineStart = at;
            while (here() == ' ') {
                at++;
            }
        } while (here() == '#' || here() == '\r' || here() == '\n');
        // A tab or a rare line end may make this an empty line.
        return here() == SourceReader.END || here() > ' ' && here() <= '~';
    }

    private boolean passComment() {
        boolean isComment = !hasQuotes && reader.peekAt(at - 1) <= ' ';
        while (isComment && Constant.NULL_OR_LINEBR.hasNo(here())) {
            at++;
        }
        return isComment;
    }

    private int here() {
        return reader.peekAt(at);
    }

    private static boolean isWord(int c) {
        return c > ' ' && c <= '~' && NEVER.indexOf(c) < 0;
    }
}
