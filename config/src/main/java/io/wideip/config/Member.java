package io.wideip.config;

/**
 * A VIP in a pool.
 *
 * @param weight 0 to 1,000,000; 0 is chosen only where no other is available
 */
public record Member(Vip vip, int weight) {}
