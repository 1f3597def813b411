package io.wideip.prober.probe;

import io.wideip.config.ProbeOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A type of probe with its options: immutable, and equal to another that acts equally. */
public interface Probe extends ProbeOptions {
    /** The name in the catalogue, as in the YAML. */
    String type();

    /** What one attempt does, for people: {@code "https :8443 /healthz"}. */
    String label();

    /** Where to connect to, at each address of the target. */
    Endpoint endpoint();

    /**
     * Whether a connection that stands is all there is to ask for. The other side may then tear it down at once, which is a
     * race that may not decide.
     */
    default boolean endsWithConnection() {
        return false;
    }

    /** How long before its end a certificate that the target shows is one to renew; null where no one looks at it. */
    default @Nullable Duration renewsBefore() {
        return null;
    }

    /**
     * Asks what there is to ask over a connection that stands, by handlers that it adds to the channel; these end it by
     * {@link ProbeConnection#succeed} or {@link ProbeConnection#fail}. Faults that they let pass, and a connection closed too early, end
     * it too. Runs on the connection's event loop, so it never blocks; what it throws leaves the attempt undecided.
     */
    void converse(ProbeConnection connection);
}
