package io.wideip.routes.annotation;

import io.wideip.routes.RouteKey;
import org.jspecify.annotations.Nullable;

/**
 * Something that a Route asks for and does not get.
 *
 * @param annotation that asks for it, with its prefix; null where the Route itself does
 * @param what the fault and its mend, for people
 */
public record RouteProblem(RouteKey route, @Nullable String annotation, String what, Reason reason) {

    /** Why, for programs. */
    public enum Reason {
        /** No rule lets the Route's namespace claim the name, or the name can't be given to anybody. */
        NAME_NOT_ALLOWED("NameNotAllowed"),
        /** Another namespace has the name. */
        NAME_TAKEN("NameTaken"),
        /** A value that can't be used. */
        INVALID_ANNOTATION("InvalidAnnotation"),
        /** Another Route of the wide IP says otherwise, and is older. */
        DISAGREEMENT("Disagreement");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** As Kubernetes writes reasons of Events. */
        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return route + ": " + what;
    }
}
