package io.wideip.routes.annotation;

/** Texts that others wrote, made fit for a request, a log line or a label: visible ASCII, and not long. */
public final class VisibleText {
    /** The longest value that is read. */
    public static final int LONGEST = 1_024;

    private static final int LONGEST_SHOWN = 80;

    private VisibleText() {}

    /** Whether all of it is visible ASCII without a space, at least one character and at most {@link #LONGEST}. */
    public static boolean fits(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(VisibleText::isVisible);
    }

    /** In quotes, shortened, with everything else as {@code \\u000A}. */
    public static String quoted(String text) {
        return "'" + shown(text) + "'";
    }

    /** The same without the quotes. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST_SHOWN; i++) {
            char c = text.charAt(i);
            if (isVisible(c) || c == ' ') {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04X", (int) c));
            }
        }
        return shown.append(text.length() > LONGEST_SHOWN ? "…" : "").toString();
    }

    private static boolean isVisible(int c) {
        return c > ' ' && c <= '~';
    }
}
