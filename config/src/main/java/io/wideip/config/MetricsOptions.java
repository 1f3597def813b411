package io.wideip.config;

/**
 * What is exported for operations.
 *
 * @param wideIps where there are more wide IPs, their members are told in sums alone
 */
public record MetricsOptions(int wideIps) {
    public static final MetricsOptions DEFAULT = new MetricsOptions(2_000);
}
