package io.wideip.config.catalog;

/**
 * Something defined that is taken, and may not be what was meant.
 *
 * @param what it is and its mend, for people
 */
public record Warning(Origin origin, String what) {
    @Override
    public String toString() {
        return origin + ": " + what;
    }
}
