package io.wideip.dns.plan;

import java.net.InetAddress;
import java.util.List;

/**
 * Clients of one family that are at one location before, and at one after.
 *
 * @param example the lowest of their addresses
 * @param before the datacenters that their location prefers, best first; empty where nothing is known of them
 * @param after likewise
 */
public record ClientClass(InetAddress example, boolean ipv4, List<String> before, List<String> after) {}
