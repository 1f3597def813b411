package io.wideip.app.status;

import io.wideip.config.Catalog;

/**
 * How much a catalog holds.
 *
 * @param vips all that are written, whether a wide IP uses them or not
 */
public record CatalogSummary(int zones, int wideIps, int vips) {
    public static CatalogSummary of(Catalog catalog) {
        return new CatalogSummary(
                catalog.zones().size(), catalog.wideIps().size(), catalog.vips().size());
    }

    /** For people: {@code "2 zones, 14 wide IPs, 1 VIP"}. */
    @Override
    public String toString() {
        return count(zones, "zone") + ", " + count(wideIps, "wide IP") + ", " + count(vips, "VIP");
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
