package io.wideip.config.catalog;

/**
 * A member of a pool, or a pool of a wide IP.
 *
 * @param name of the VIP or pool
 * @param weight 0 to 1,000,000
 */
public record WeightedName(String name, int weight) {}
