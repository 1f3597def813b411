package io.wideip.dns.change;

import org.jspecify.annotations.Nullable;

/**
 * The name of a wide IP.
 *
 * @param origin what defines it, or did so last, where that has changed; else null
 */
public record ChangedName(String name, @Nullable String origin) {}
