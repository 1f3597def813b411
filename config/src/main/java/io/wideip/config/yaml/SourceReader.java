package io.wideip.config.yaml;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * A file's characters for the scanner, all at once. The library's own reader keeps some of them and copies these for each
 * thousand by which a token goes on, so that its time grows with the square of the longest token.
 *
 * <p>Between two tokens on a line, and everywhere between brackets, tabs are given out as spaces, which they are as good as
 * (YAML 1.2 section 6.2); the scanner takes spaces alone. A tab that would indent a line is left for the scanner to refuse.
 */
final class SourceReader extends StreamReader {
    static final int END = '\0';
    private static final int[] NO_TEXT = {};

    private final String text;
    /** Each character, where some of them take two places in the text; else null. */
    private final int @Nullable [] codePoints;

    private final int length;
    /** Where tabs are that are given out as spaces. */
    private final BitSet spaces = new BitSet();

    private int at;
    private int line;
    private int column;
    private int documentStart;
    /** How many brackets are open before the token that is read now. */
    private int openBrackets;

    /** @throws ReaderException at the first character that YAML does not allow */
    SourceReader(String written) {
        super("");
        text = written;
        length = written.codePointCount(0, written.length());
        codePoints = length == written.length() ? null : written.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            if (!isPrintable(character(i))) {
                throw new ReaderException("", i, character(i), "not printable");
            }
        }
    }

    private int character(int i) {
        return codePoints == null ? text.charAt(i) : codePoints[i];
    }

    /** The scanner asks this before each token, and for nothing else. */
    @Override
    public int getDocumentIndex() {
        int token = passBlanks();
        switch (peekAt(token)) {
            case '[', '{' -> openBrackets++;
            case ']', '}' -> openBrackets = Math.max(0, openBrackets - 1);
            case '|', '>' -> passBlockHeader(token);
            default -> {}
        }
        return at - documentStart;
    }

    /** Over blanks, comments and line ends to the next token. */
    private int passBlanks() {
        boolean isInLine = !isIndentation();
        int i = at;
        while (true) {
            int start = i;
            i = endOfBlanks(i);
            boolean isEmptyLine = peekAt(i) == '#' || Constant.NULL_OR_LINEBR.has(peekAt(i));
            if (isInLine || isEmptyLine || openBrackets > 0) {
                fillWithSpaces(start, i);
            }
            if (peekAt(i) == '#') {
                while (Constant.NULL_OR_LINEBR.hasNo(peekAt(i))) {
                    i++;
                }
            }
            if (peekAt(i) == END || Constant.NULL_OR_LINEBR.hasNo(peekAt(i))) {
                return i;
            }
            i++;
            isInLine = false;
        }
    }

    /** True where nothing but blanks stands before this on its line. */
    private boolean isIndentation() {
        int i = at;
        while (i > 0 && isBlank(character(i - 1))) {
            i--;
        }
        return i == 0 || Constant.NULL_OR_LINEBR.has(character(i - 1));
    }

    /** Behind its indicators, a block scalar's first line has blanks and a comment at most. */
    private void passBlockHeader(int token) {
        if (openBrackets == 0) {
            int start = token + 1;
            while (peekAt(start) == '+' || peekAt(start) == '-' || Character.isDigit(peekAt(start))) {
                start++;
            }
            fillWithSpaces(start, endOfBlanks(start));
        }
    }

    private int endOfBlanks(int start) {
        int i = start;
        while (isBlank(peekAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private void fillWithSpaces(int start, int end) {
        for (int i = start; i < end; i++) {
            if (character(i) == '\t') {
                spaces.set(i);
            }
        }
    }

    int peekAt(int i) {
        if (i >= length) {
            return END;
        }
        int c = character(i);
        return c == '\t' && spaces.get(i) ? ' ' : c;
    }

    String text(int start, int end) {
        if (codePoints == null && spaces.isEmpty()) {
            return text.substring(start, end);
        }
        StringBuilder part = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            part.appendCodePoint(peekAt(i));
        }
        return part.toString();
    }

    @Override
    public int peek() {
        return peekAt(at);
    }

    @Override
    public int peek(int ahead) {
        return peekAt(at + ahead);
    }

    @Override
    public String prefix(int ahead) {
        return text(at, Math.min(at + ahead, length));
    }

    @Override
    public String prefixForward(int ahead) {
        String prefix = prefix(ahead);
        at += ahead;
        column += ahead;
        return prefix;
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int ahead) {
        for (int i = 0; i < ahead && at < length; i++) {
            int c = character(at);
            at++;
            if (Constant.LINEBR.has(c) || c == '\r' && at < length && character(at) != '\n') {
                line++;
                column = 0;
            } else if (c != 0xFEFF) {
                column++;
            }
        }
    }

    @Override
    public Mark getMark() {
        return mark(at, line, column);
    }

    /** Without the text, which only messages of the library's own would show, and which would live as long as the mark. */
    static Mark mark(int index, int line, int column) {
        return new Mark("", index, line, column, NO_TEXT, 0);
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = at;
    }

    @Override
    public int getIndex() {
        return at;
    }

    @Override
    public int getLine() {
        return line;
    }

    @Override
    public int getColumn() {
        return column;
    }
}
