package io.wideip.routes.mapping;

import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem.Reason;

/**
 * That two Routes say different things of what they share.
 *
 * @param annotations of the Route whose value does not hold
 * @param older of the Route whose value holds
 * @param shared what they share, for people
 */
record Disagreement(Annotations annotations, Annotations older, String shared) {
    /**
     * Records it.
     *
     * @param isUsable whether the older Route's value can be used, where it is given
     */
    void report(String name, boolean isUsable) {
        annotations.report(
                name,
                "'" + annotations.fullName(name) + "' is " + annotations.quoted(name) + ", but " + shared
                        + " has an older Route (" + older.route().key() + ") " + theirs(name, isUsable),
                Reason.DISAGREEMENT);
    }

    private String theirs(String name, boolean isUsable) {
        if (!older.has(name)) {
            return "that does not give it, so the default holds: write it there";
        }
        return isUsable
                ? "that says " + older.quoted(name) + ", which holds: write the same at both"
                : "whose value can't be used, so the default holds: mend it there";
    }
}
