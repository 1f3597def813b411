package io.wideip.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How the process itself runs.
 *
 * @param dns where UDP and TCP are served; port 0 takes a free one
 * @param threads event loops that answer queries; 0 for one per processor
 * @param admin where metrics and readiness are served
 * @param startGrace how long start-up waits at most for the first round of probes
 */
public record ServerOptions(List<InetSocketAddress> dns, int threads, InetSocketAddress admin, Duration startGrace) {}
