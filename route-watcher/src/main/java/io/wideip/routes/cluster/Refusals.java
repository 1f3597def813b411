package io.wideip.routes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.wideip.routes.json.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What to make of an answer of the API that is not the one asked for. */
final class Refusals {
    private static final Selection STATUS = Selection.of("message");

    private Refusals() {}

    /** From an answer to a request of the verb {@code list} or {@code watch}. */
    static ApiException of(HttpResponse<?> response, String verb, Feed feed, String body) {
        return of(
                response.code(), verb, feed, message(body), retryAfter(response.header("Retry-After"), Instant.now()));
    }

    static ApiException of(int code, String verb, Feed feed, String message, Duration retryAfter) {
        Failure failure = Failure.ofStatus(code);
        String said = code + (message.isEmpty() ? "" : ", " + Messages.quoted(message));
        String text = switch (failure) {
            case UNAUTHORIZED -> "the API does not accept the credentials (" + said + "): renew them";
            case FORBIDDEN ->
                "the API does not allow to " + verb + " " + feed.name() + " (" + said + "): grant the right";
            case NOT_FOUND -> "the API has no " + feed.name() + " (" + said + ")";
            case THROTTLED -> "the API is asked too much (" + said + ")";
            default -> "the API fails (" + said + ")";
        };
        return new ApiException(failure, text, retryAfter);
    }

    private static String message(String body) {
        try {
            return STATUS.read(body).path("message").asText("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Seconds, or a time (RFC 9110 section 10.2.3); zero for neither. */
    static Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return Duration.ZERO;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Integer.parseInt(header.strip())));
        } catch (NumberFormatException e) {
            // A time, then.
        }
        try {
            Duration until = Duration.between(
                    now,
                    ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    /** From a status that comes as an event of a watch. */
    static ApiException of(JsonNode status, Feed feed) {
        return of(
                status.path("code").asInt(500),
                "watch",
                feed,
                status.path("message").asText(""),
                Duration.ofSeconds(
                        Math.max(0, status.at("/details/retryAfterSeconds").asInt(0))));
    }
}
