package io.wideip.config;

/**
 * A pattern in which {@code *} stands for any characters, none too: {@code shop*.example.com}.
 *
 * @param text of characters that stand for themselves, and of asterisks
 */
public record Glob(String text) {

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
