package io.wideip.app.admin;

import org.jspecify.annotations.Nullable;

/**
 * The place of the one request whose body may be larger than others: many at once would take the memory that answers need. Belongs to
 * the event loop.
 */
@SuppressWarnings("ReferenceEquality") // Requests have no values, only identities.
final class LargeBody {
    /** Octets that every request may have in memory. */
    private static final int USUAL = 65_536;

    private @Nullable Object holder;

    /** Whether a body of so many octets may be in memory. */
    boolean takes(Object request, long octets) {
        if (octets > USUAL && holder == null) {
            holder = request;
        }
        return octets <= USUAL || holder == request;
    }

    /** To be called when the body is in memory no more. */
    void leave(Object request) {
        if (holder == request) {
            holder = null;
        }
    }
}
