package io.wideip.prober.probe;

/** How one attempt ended. */
public sealed interface Outcome {
    Outcome SUCCESS = new Success();

    record Success() implements Outcome {}

    /**
     * The target did not answer as it should.
     *
     * @param reason for people: {@code "status 503, expected 200-299"}
     */
    record Failure(String reason) implements Outcome {}

    /**
     * The attempt could not be made, and that tells nothing of the target: no file descriptors are left, say.
     *
     * @param reason for people
     */
    record Undecided(String reason) implements Outcome {}
}
