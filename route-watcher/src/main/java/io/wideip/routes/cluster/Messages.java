package io.wideip.routes.cluster;

import org.jspecify.annotations.Nullable;

/** Texts of others for our log: short, in visible ASCII, in one line. */
final class Messages {
    private static final int LONGEST = 200;

    private Messages() {}

    /** The first line only: those after it may cite a file, and with it a token. */
    static String of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "unknown";
        }
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + shortened(message.strip());
    }

    static String quoted(String text) {
        return '\'' + shortened(text) + '\'';
    }

    static String shortened(String text) {
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\n' || visible.length() > LONGEST) {
                return visible + "...";
            }
            visible.append(each >= ' ' && each < 0x7f ? each : '?');
        }
        return visible.toString();
    }
}
