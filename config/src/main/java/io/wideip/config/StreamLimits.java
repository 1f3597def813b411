package io.wideip.config;

import java.time.Duration;

/**
 * What TCP, TLS and HTTPS connections may take.
 *
 * @param connections open at once
 * @param perClient open at once from one IPv4 address, or from one /64 of IPv6
 * @param idle how long one without a question stays open
 * @param message how long a message may take from its first octet to its last, and a reply to be read
 */
public record StreamLimits(int connections, int perClient, Duration idle, Duration message) {
    public static final StreamLimits DEFAULT =
            new StreamLimits(16_384, 128, Duration.ofSeconds(10), Duration.ofSeconds(3));
}
