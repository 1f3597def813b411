package io.wideip.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the process itself runs.
 *
 * @param startGrace how long start-up waits at most for the first round of probes
 * @param state the directory for what must outlast a restart; null for the environment's, or none
 * @param suspicion when the prober takes itself for unwell; null for never
 * @param geo by what clients are located beside the rules of the topology
 */
public record ServerOptions(
        DnsOptions dns,
        AdminOptions admin,
        Duration startGrace,
        @Nullable Path state,
        ReloadOptions reload,
        MetricsOptions metrics,
        @Nullable SuspicionOptions suspicion,
        GeoOptions geo) {}
