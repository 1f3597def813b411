package io.wideip.prober.probe;

import io.wideip.config.ProbeOptions;

/** A type of probe with its options: immutable, and equal to another that acts equally. */
public interface Probe extends ProbeOptions {
    /** The name in the catalogue, as in the YAML. */
    String type();

    /** What one attempt does, for people: {@code "https :8443 /healthz"}. */
    String label();

    /**
     * Starts one attempt, which then ends by {@link Attempt#end} or by its timeout. Runs on the attempt's event loop, so it
     * never blocks; what it throws leaves the attempt undecided.
     */
    void start(Attempt attempt);
}
