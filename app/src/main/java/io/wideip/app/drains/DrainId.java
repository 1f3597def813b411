package io.wideip.app.drains;

import java.security.SecureRandom;

/** Ids of drains: short enough to type, and drawn so that servers and commands need not agree on them. */
public final class DrainId {
    /** Without what looks like another one. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DrainId() {}

    /** A new one. */
    public static String drawn() {
        StringBuilder id = new StringBuilder();
        while (id.length() < LENGTH) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
