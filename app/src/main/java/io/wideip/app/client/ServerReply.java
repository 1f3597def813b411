package io.wideip.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What one server says. */
public sealed interface ServerReply<T> {
    ServerAddress server();

    /**
     * A result.
     *
     * @param json the same, with all that this program does not know
     */
    record Answered<T>(ServerAddress server, T result, JsonNode json) implements ServerReply<T> {}

    /** The server does not do it, and says why. */
    record Refused<T>(ServerAddress server, String code, String message) implements ServerReply<T> {}

    /** Nothing is known of what the server did. */
    record Unreached<T>(ServerAddress server, String reason) implements ServerReply<T> {}
}
