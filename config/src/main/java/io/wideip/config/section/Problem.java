package io.wideip.config.section;

/**
 * Something wrong with what was written.
 *
 * @param what the fault and its mend, for people
 */
public record Problem(Place place, String what) {
    @Override
    public String toString() {
        return place + ": " + what;
    }
}
