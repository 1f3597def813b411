package io.wideip.config.catalog;

import io.wideip.config.ProbeOptions;

/** An entry of {@code healthChecks}. */
public record HealthCheckDefinition(ProbeOptions probe, CheckTimes times) {}
