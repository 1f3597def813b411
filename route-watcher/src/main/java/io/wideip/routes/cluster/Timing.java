package io.wideip.routes.cluster;

import java.time.Duration;

/**
 * How patient the following of clusters is.
 *
 * @param connect for a connection
 * @param silence of an API server while an answer is awaited
 * @param ping from one to the next; a watch whose last ping has no answer is given up
 * @param page for a whole page of a list
 * @param files from one look at the credentials to the next
 * @param leastPause between attempts, at first
 * @param mostPause between attempts, in the end
 */
record Timing(
        Duration connect,
        Duration silence,
        Duration ping,
        Duration page,
        Duration files,
        Duration leastPause,
        Duration mostPause) {
    static final Timing STANDARD = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(10));
}
