package io.wideip.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drain that the YAML gives, in force while it stands there, or in its window. It covers the members that all given parts
 * cover, of which there is at least one.
 *
 * @param wideIps whose members; null for all
 * @param datacenter whose VIPs; null for all
 * @param vip by name; null for all
 * @param from since when; null for always
 * @param until from when no more; null for never
 */
public record PlannedDrain(
        @Nullable Glob wideIps,
        @Nullable String datacenter,
        @Nullable String vip,
        String reason,
        @Nullable Instant from,
        @Nullable Instant until) {}
