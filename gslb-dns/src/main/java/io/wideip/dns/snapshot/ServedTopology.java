package io.wideip.dns.snapshot;

import io.wideip.dns.geo.Topology;

/**
 * Where clients are, by what is served.
 *
 * @param contents a checksum: the same on all servers that locate all clients alike
 */
public record ServedTopology(Topology topology, long contents) {}
