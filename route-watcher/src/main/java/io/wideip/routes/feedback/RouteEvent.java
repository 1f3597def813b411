package io.wideip.routes.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wideip.routes.RouteKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a team is told of a Route.
 *
 * @param uid of the Route
 * @param reason one word
 * @param text what is too long for an Event is cut
 * @param warning whether something is to be mended
 */
public record RouteEvent(RouteKey route, String uid, String reason, String text, boolean warning) {
    /** As much as the newer kind of Events has. */
    private static final int LONGEST = 1_024;

    private static final int OCTETS_OF_NAME = 16;

    public RouteEvent {
        text = text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }

    /** The same for equal ones, whoever writes them and when, so that an API takes only the first. */
    String name() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((uid + '\n' + reason + '\n' + text).getBytes(UTF_8));
            return "wideip." + HexFormat.of().formatHex(hash, 0, OCTETS_OF_NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
