package io.wideip.config.catalog;

/**
 * A pool of a wide IP.
 *
 * @param name of an entry of {@code pools}
 * @param weight 0 to 1,000,000
 */
public record WeightedName(String name, int weight) {}
