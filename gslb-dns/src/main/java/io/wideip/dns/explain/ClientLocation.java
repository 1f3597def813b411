package io.wideip.dns.explain;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clients are.
 *
 * @param example one of their addresses
 * @param order the datacenters as they prefer them; empty where nothing is known of them
 * @param rule the number of the topology's rule that says so, from 0; null where none holds their addresses
 */
public record ClientLocation(
        InetAddress example, List<String> order, @Nullable Integer rule) {}
