package io.wideip.routes.cluster;

import java.time.Duration;

/** An attempt to follow a cluster has failed; the message says why, for people. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final transient Duration retryAfter;

    ApiException(Failure failure, String message) {
        this(failure, message, Duration.ZERO);
    }

    ApiException(Failure failure, String message, Duration retryAfter) {
        super(message);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    Failure failure() {
        return failure;
    }

    /** How long the API asks to be left alone. */
    Duration retryAfter() {
        return retryAfter;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
