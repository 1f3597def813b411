package io.wideip.dns.wire;

import java.nio.charset.StandardCharsets;

/**
 * Why a reply is as it is (RFC 8914).
 *
 * @param code of the IANA registry
 * @param text for people, UTF-8; not to be changed
 */
public record ExtendedError(int code, byte[] text) {
    private static final int OTHER = 0;
    private static final int NOT_READY_CODE = 14;
    private static final int PROHIBITED = 18;
    private static final int NOT_AUTHORITATIVE = 20;
    private static final int NOT_SUPPORTED = 21;

    public static final ExtendedError CLIENT_REFUSED = new ExtendedError(PROHIBITED, "this client is not served");
    public static final ExtendedError NOT_READY =
            new ExtendedError(NOT_READY_CODE, "not all names of the zone are known yet");
    public static final ExtendedError NOT_OURS = new ExtendedError(NOT_AUTHORITATIVE, "no zone of this server");
    public static final ExtendedError TYPE_NOT_SUPPORTED = new ExtendedError(NOT_SUPPORTED, "");
    public static final ExtendedError NO_TRANSFERS = new ExtendedError(PROHIBITED, "no zone transfers");

    private ExtendedError(int code, String text) {
        this(code, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One that the registry has no number for. */
    public static ExtendedError other(String text) {
        return new ExtendedError(OTHER, text);
    }
}
