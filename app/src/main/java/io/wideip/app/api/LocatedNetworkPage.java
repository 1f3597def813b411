package io.wideip.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the networks of clients, by address, IPv4 first.
 *
 * @param table a checksum of the whole table: pages with different ones do not belong together
 * @param next the parameter {@code after} of the next page; absent on the last one
 */
public record LocatedNetworkPage(
        String table,
        List<LocatedNetworkReport> networks,
        @Nullable String next) {}
