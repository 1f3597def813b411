package io.wideip.config;

import org.jspecify.annotations.Nullable;

/** A named place; VIPs are in one. Without a position it takes no part in orders by distance. */
public record Datacenter(String name, @Nullable Position position) {}
