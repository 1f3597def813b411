package io.wideip.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a catalog and the one before it. This is what travels on, so that a change costs what it changes.
 *
 * @param before null where there was none
 * @param isBaseChanged whether zones, datacenters, the topology, or what clusters give to names differ: then every answer may
 * @param wideIps each that was added, changed or removed
 */
public record CatalogChange(
        @Nullable Catalog before, Catalog after, boolean isBaseChanged, List<WideIpChange> wideIps) {

    /**
     * One wide IP.
     *
     * @param before null where it is new
     * @param after null where it is gone
     */
    public record WideIpChange(
            DomainName name,
            @Nullable WideIpSettings before,
            @Nullable WideIpSettings after) {}

    /** Compares two catalogs. Costs little where they share most of their wide IPs. */
    public static CatalogChange between(@Nullable Catalog before, Catalog after) {
        List<WideIpChange> wideIps = new ArrayList<>();
        WideIps were = before == null ? WideIps.NONE : before.wideIps();
        were.differences(after.wideIps(), (name, was, is) -> wideIps.add(new WideIpChange(name, was, is)));
        return new CatalogChange(before, after, before == null || !hasSameBase(before, after), wideIps);
    }

    /** Whether this is what has happened to the catalog. */
    @SuppressWarnings("ReferenceEquality") // Comparing a million wide IPs to tell this is what a change saves.
    public boolean follows(@Nullable Catalog catalog) {
        return before == catalog;
    }

    private static boolean hasSameBase(Catalog before, Catalog after) {
        return before.zones().equals(after.zones())
                && before.datacenters().equals(after.datacenters())
                && before.topology().equals(after.topology())
                && ClusterPlace.of(before).equals(ClusterPlace.of(after));
    }
}
