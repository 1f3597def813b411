package io.wideip.app.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drain to be ordered: of the members that all given of the first three cover.
 *
 * @param wideIps a pattern of names
 * @param id by which it is ended; one is drawn where it is missing. A request that is sent again with the same one orders nothing
 *     new
 * @param duration until it ends by itself; or {@code until}, or neither
 * @param over in which time the weights go down to nothing, step by step; refused where a policy does not read weights
 * @param dryRun only says what would change
 * @param force also where a wide IP loses its last available datacenter, or no wide IP has such a name yet
 */
public record DrainRequest(
        @Nullable String wideIps,
        @Nullable String datacenter,
        @Nullable String vip,
        @Nullable String reason,
        @Nullable String id,
        @Nullable Duration duration,
        @Nullable Instant until,
        @Nullable Duration over,
        boolean dryRun,
        boolean force) {}
