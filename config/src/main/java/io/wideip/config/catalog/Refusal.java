package io.wideip.config.catalog;

/**
 * Something defined that is not taken into the catalog.
 *
 * @param what the fault and its mend, for people
 */
public record Refusal(Origin origin, Reason reason, String what) {

    /** Why, for programs. */
    public enum Reason {
        /** It names something that is not defined. */
        UNKNOWN_NAME,
        /** Its name lies in no zone. */
        OUTSIDE_ZONES,
        /** The zone has something at its name, or the name allows no such wide IP. */
        CONFLICT,
        /** Another source has the name, or gives the base. */
        TAKEN
    }

    @Override
    public String toString() {
        return origin + ": " + what;
    }
}
