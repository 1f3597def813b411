package io.wideip.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern in which {@code *} stands for any characters, none too: {@code shop*.example.com}.
 *
 * @param text of characters that stand for themselves, and of asterisks
 */
public record Glob(String text) {
    /** No name is longer, so neither is a pattern that matches one, but for asterisks in a row. */
    private static final int LONGEST = 253;

    private static final Pattern NAMES = Pattern.compile("[a-z0-9*_-]+(\\.[a-z0-9*_-]+)*");

    /**
     * One that matches host names.
     *
     * @param written in any case, with a last dot or without
     * @throws IllegalArgumentException with how the pattern goes on for people, where it can match none
     */
    public static Glob ofNames(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        String text = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (text.length() > LONGEST || !NAMES.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "matches no name: write letters, digits, '-', '_', '.' and '*', such as shop*.example.com");
        }
        return new Glob(text);
    }

    /** Whether it matches the whole text. Takes time in proportion to the product of both lengths at most. */
    public boolean matches(String other) {
        int at = 0;
        int in = 0;
        int star = -1;
        int tried = 0;
        while (in < other.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                tried = in;
            } else if (at < text.length() && text.charAt(at) == other.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++tried;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
