package io.wideip.app.log;

/** What a line is about, in one word: the module of a class of ours, else the logger's last word. */
final class Subject {
    private static final String OURS = "io.wideip.";

    private Subject() {}

    static String of(String logger) {
        if (logger.startsWith(OURS)) {
            int end = logger.indexOf('.', OURS.length());
            return logger.substring(OURS.length(), end < 0 ? logger.length() : end);
        }
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
