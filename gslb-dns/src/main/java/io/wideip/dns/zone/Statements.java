package io.wideip.dns.zone;

import java.util.Arrays;
import java.util.Locale;

/** Which lines of a master file belong together: parentheses let a record go on over several (RFC 1035 section 5.1). */
final class Statements {
    private static final int UNKNOWN = 0;

    private final String[] lines;
    /** For each line, the first and the last line of its statement, from 1. */
    private final int[] firsts;

    private final int[] lasts;
    private final boolean[] escapesItsEnd;

    Statements(String[] lines) {
        this.lines = lines;
        firsts = new int[lines.length];
        lasts = new int[lines.length];
        escapesItsEnd = new boolean[lines.length];
        int open = 0;
        int first = 1;
        for (int i = 0; i < lines.length; i++) {
            firsts[i] = first;
            open = Math.max(0, open + opened(i));
            if (open == 0) {
                Arrays.fill(lasts, first - 1, i + 1, i + 1);
                first = i + 2;
            }
        }
    }

    /** The line, from 1, where the statement begins that this line is part of. */
    int first(int line) {
        return firsts[line - 1];
    }

    /** This line, or where it is blank the last one before it that is not; 1 where there is none. */
    int lastWritten(int line) {
        int at = line;
        while (at > 1 && lines[at - 1].isBlank()) {
            at--;
        }
        return at;
    }

    /** True where its parentheses are never closed. */
    boolean isOpen(int line) {
        return lasts[line - 1] == UNKNOWN;
    }

    /** True where a backslash takes the line's end for a character, so that a parser goes on into the next line. */
    boolean escapesItsEnd(int line) {
        return escapesItsEnd[line - 1];
    }

    /** Takes away the statement that this line is part of. */
    void clear(int line) {
        Arrays.fill(lines, first(line) - 1, isOpen(line) ? lines.length : lasts[line - 1], "");
    }

    /** True where this line begins a statement with the directive, for instance {@code $INCLUDE}. */
    boolean isDirective(int line, String directive) {
        String text = lines[line - 1].toUpperCase(Locale.ROOT);
        return first(line) == line && (text + " ").split("\\s", 2)[0].equals(directive);
    }

    /** How many parentheses more are opened on the line than closed. */
    private int opened(int index) {
        String line = lines[index];
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
                escapesItsEnd[index] = i == line.length();
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ';') {
                break;
            } else if (!quoted && c == '(') {
                open++;
            } else if (!quoted && c == ')') {
                open--;
            }
        }
        return open;
    }
}
