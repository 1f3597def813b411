package io.wideip.prober.probe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. */
public sealed interface Outcome {
    Outcome SUCCESS = new Success(null);

    /**
     * The target answered as it should.
     *
     * @param certificateEnd when the certificate ends that the server showed, for a probe that looks at it; else null
     */
    record Success(@Nullable Instant certificateEnd) implements Outcome {}

    /**
     * The target did not answer as it should.
     *
     * @param cause for programs
     * @param reason for people: {@code "status 503, expected 200-299"}
     */
    record Failure(Cause cause, String reason) implements Outcome {}

    /**
     * The attempt could not be made, and that tells nothing of the target: no file descriptors are left, say.
     *
     * @param reason for people
     */
    record Undecided(String reason) implements Outcome {}
}
