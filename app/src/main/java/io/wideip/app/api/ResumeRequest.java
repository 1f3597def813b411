package io.wideip.app.api;

import org.jspecify.annotations.Nullable;

/**
 * Ends the drain of this id, or those that cover exactly what the other three say.
 *
 * @param wideIps as the drain was given
 * @param dryRun only says what would change
 */
public record ResumeRequest(
        @Nullable String id,
        @Nullable String wideIps,
        @Nullable String datacenter,
        @Nullable String vip,
        boolean dryRun) {}
