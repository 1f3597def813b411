package io.wideip.config;

/**
 * What reads and writes datagrams.
 *
 * @param busyPollMicros how long the native engine's threads ask for the next datagram again and again before they sleep, in
 *     microseconds; 0 for not at all
 */
public record EngineOptions(Choice choice, int busyPollMicros) {
    public static final EngineOptions DEFAULT = new EngineOptions(Choice.AUTO, 0);

    /** Which engine. */
    public enum Choice {
        /** The native one where it can run, else Netty's. */
        AUTO,
        /** Netty's. */
        NETTY,
        /** The native one, or the server does not start. */
        NATIVE
    }
}
