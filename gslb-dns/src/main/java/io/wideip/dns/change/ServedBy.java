package io.wideip.dns.change;

import java.util.List;

/**
 * Where answers send clients.
 *
 * @param datacenters sorted; empty where clients get no address
 * @param vips sorted; the first of them where there are many
 */
public record ServedBy(List<String> datacenters, List<String> vips) {
    /** A name without answers. */
    public static final ServedBy NOTHING = new ServedBy(List.of(), List.of());
}
