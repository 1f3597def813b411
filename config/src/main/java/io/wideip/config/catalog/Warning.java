package io.wideip.config.catalog;

import io.wideip.config.WarningCode;

/**
 * Something defined that is taken, and may not be what was meant.
 *
 * @param what it is and its mend, for people
 */
public record Warning(WarningCode code, Origin origin, String what) {
    @Override
    public String toString() {
        return origin + ": " + what + " (" + code.text() + ")";
    }
}
