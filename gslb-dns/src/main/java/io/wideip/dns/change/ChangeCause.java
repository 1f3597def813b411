package io.wideip.dns.change;

import org.jspecify.annotations.Nullable;

/**
 * Why answers have changed.
 *
 * @param text for people, one line
 * @param datacenter whose VIP was judged; null where no verdict is the cause
 * @param vip likewise
 */
public record ChangeCause(
        Kind kind,
        String text,
        @Nullable String datacenter,
        @Nullable String vip) {
    /** A new YAML. */
    public static final ChangeCause YAML = new ChangeCause(Kind.YAML, "the YAML was changed");
    /** Routes of clusters. */
    public static final ChangeCause ROUTES = new ChangeCause(Kind.ROUTES, "Routes were changed");
    /** Where clients are, by databases that were read. */
    public static final ChangeCause DATABASE = new ChangeCause(Kind.DATABASE, "geo databases were replaced");
    /** Whatever came before. */
    public static final ChangeCause START = new ChangeCause(Kind.START, "the server was started");

    /** What kind of thing it is. */
    public enum Kind {
        /** The prober's, of a VIP or an application. */
        VERDICT,
        /** A drain that has begun or ended. */
        ORDER,
        YAML,
        ROUTES,
        DATABASE,
        START
    }

    /** One that is no verdict. */
    public ChangeCause(Kind kind, String text) {
        this(kind, text, null, null);
    }
}
