package io.wideip.config.state;

import java.time.Instant;

/** A line of a state file: fields between tabs, read in their order. Not thread-safe. */
public final class StateLine {
    private final String[] fields;
    private int next;

    /** Begins at its first field. */
    public StateLine(String line) {
        fields = line.split("\t", -1);
    }

    /** The fields as a line, with its end; whatever they hold, they are read as they were. */
    public static String of(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            line.append(i == 0 ? "" : "\t").append(escaped(String.valueOf(fields[i])));
        }
        return line.append('\n').toString();
    }

    /** The next field; as all of these, it throws where there is none, or it is none of its kind. */
    public String text() {
        String field = fields[next++];
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            text.append(c == '\\' ? unescaped(field.charAt(++i)) : c);
        }
        return text.toString();
    }

    public int number() {
        return Integer.parseInt(text());
    }

    public boolean flag() {
        return Boolean.parseBoolean(text());
    }

    public Instant instant() {
        return Instant.parse(text());
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escape;
        };
    }
}
