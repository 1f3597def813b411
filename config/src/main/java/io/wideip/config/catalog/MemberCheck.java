package io.wideip.config.catalog;

/** The health check of the application behind one member. */
public sealed interface MemberCheck {
    /** An entry of {@code healthChecks}, by name. */
    record Named(String name) implements MemberCheck {}

    /**
     * One that only members have.
     *
     * @param name for people; no other check need differ from it
     */
    record Own(String name, HealthCheckDefinition definition) implements MemberCheck {}
}
