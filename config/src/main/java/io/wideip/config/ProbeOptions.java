package io.wideip.config;

import org.jspecify.annotations.Nullable;

/** What one attempt of a health check does. The prober's own records implement it, and are equal when they act equally. */
public interface ProbeOptions {
    /** The host name to ask for whatever the wide IP's name is, or null to ask for the wide IP's (or the VIP's) own. */
    @Nullable
    String host();

    /** What is surely not meant about it, or null. */
    default @Nullable Doubt doubt() {
        return null;
    }
}
