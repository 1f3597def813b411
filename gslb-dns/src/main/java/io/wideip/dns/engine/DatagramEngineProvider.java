package io.wideip.dns.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An engine that may be there or not, found as a service (see {@link java.util.ServiceLoader}). */
public interface DatagramEngineProvider {
    /** Why this machine can't run it, for people; null where it can. */
    @Nullable
    String obstacle();

    /**
     * Makes the engine.
     *
     * @param threads for each address
     * @param busyPollMicros how long a thread asks for the next datagram again and again before it sleeps; 0 for not at all
     * @throws IOException with a message for people
     */
    DatagramEngine start(int threads, int busyPollMicros) throws IOException;
}
