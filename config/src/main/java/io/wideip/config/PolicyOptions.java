package io.wideip.config;

/** A policy with its options. The policies of {@code gslb-dns} implement it, and are equal when they act equally. */
public interface PolicyOptions {
    /** The policy's name as in YAML, for instance {@code round-robin}. */
    String name();

    /** Whether the weights of candidates mean anything to it. */
    default boolean readsWeights() {
        return false;
    }
}
