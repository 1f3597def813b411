package io.wideip.dns.server.https;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.wideip.dns.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the head of an HTTP request asks for (RFC 8484 section 4.1). */
sealed interface Request {
    /** The type of every query and reply. */
    AsciiString DNS_MESSAGE = AsciiString.cached("application/dns-message");

    /**
     * The query is in the URI.
     *
     * @param wantsBody false for HEAD, which gets what GET would, without the body (RFC 9110 section 9.3.2)
     */
    record Get(byte[] message, boolean wantsBody) implements Request {}

    /** The query is in the body that follows. */
    record Post() implements Request {}

    record Refused(HttpRefusal refusal) implements Request {}

    /**
     * Reads the pseudo-headers, and those of a body.
     *
     * @param path where DNS is served
     */
    static Request read(Http2Headers head, String path) {
        CharSequence target = head.path();
        String uri = target == null ? "" : target.toString();
        int question = uri.indexOf('?');
        if (!path.equals(question < 0 ? uri : uri.substring(0, question))) {
            return new Refused(HttpRefusal.OTHER_PATH);
        }
        String method = String.valueOf(head.method());
        return switch (method) {
            case "GET", "HEAD" -> get(question < 0 ? "" : uri.substring(question + 1), method.equals("GET"));
            case "POST" -> post(head.get(HttpHeaderNames.CONTENT_TYPE), head.get(HttpHeaderNames.CONTENT_LENGTH));
            default -> new Refused(HttpRefusal.OTHER_METHOD);
        };
    }

    private static Request get(String parameters, boolean wantsBody) {
        String encoded = null;
        for (String parameter : parameters.split("&", -1)) {
            if (parameter.startsWith("dns=")) {
                if (encoded != null) {
                    return new Refused(HttpRefusal.NO_PARAMETER);
                }
                encoded = parameter.substring("dns=".length());
            }
        }
        if (encoded == null) {
            return new Refused(HttpRefusal.NO_PARAMETER);
        }
        // RFC 8484 section 6: "Padding characters for base64url MUST NOT be included."
        if (encoded.indexOf('=') >= 0) {
            return new Refused(HttpRefusal.NOT_BASE64URL);
        }
        try {
            byte[] message = Base64.getUrlDecoder().decode(encoded.getBytes(StandardCharsets.ISO_8859_1));
            return message.length > Wire.LONGEST_MESSAGE
                    ? new Refused(HttpRefusal.TOO_LARGE)
                    : new Get(message, wantsBody);
        } catch (IllegalArgumentException e) {
            return new Refused(HttpRefusal.NOT_BASE64URL);
        }
    }

    private static Request post(@Nullable CharSequence type, @Nullable CharSequence length) {
        String media = type == null ? "" : type.toString().split(";", 2)[0].strip();
        if (!media.toLowerCase(Locale.ROOT).contentEquals(DNS_MESSAGE)) {
            return new Refused(HttpRefusal.OTHER_TYPE);
        }
        return length != null && isTooLarge(length.toString()) ? new Refused(HttpRefusal.TOO_LARGE) : new Post();
    }

    private static boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > Wire.LONGEST_MESSAGE;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
