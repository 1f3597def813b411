package io.wideip.config;

/**
 * A VIP in a pool.
 *
 * @param weight 0 to 1,000,000; read by the policies that say so
 */
public record Member(Vip vip, int weight) {}
