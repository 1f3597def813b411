package io.wideip.config;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the process itself runs.
 *
 * @param admin where metrics and readiness are served
 * @param startGrace how long start-up waits at most for the first round of probes
 */
public record ServerOptions(DnsOptions dns, InetSocketAddress admin, Duration startGrace) {}
