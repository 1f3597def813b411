package io.wideip.app.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What stands between method and version in a request's first line (RFC 9112 section 3.2). */
final class RequestTarget {
    /** Of {@code OPTIONS *}: the server as a whole. */
    static final String SERVER = "*";

    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("(?i)^https?://[^/?#]*");

    private RequestTarget() {}

    /** As it was sent, behind the question mark; empty where there is none. */
    static String query(String target) {
        int start = target.indexOf('?');
        int end = target.indexOf('#');
        return start < 0 ? "" : target.substring(start + 1, end < start ? target.length() : end);
    }

    /**
     * The path, with octets decoded that are written in hexadecimal; without the query, and without the scheme and the host that
     * some clients write. A path that no URL can have is given as it came.
     */
    static String path(String target) {
        String rest = SCHEME_AND_AUTHORITY.matcher(target).replaceFirst("");
        int end = rest.indexOf('?');
        String raw = end < 0 ? rest : rest.substring(0, end);
        if (raw.isEmpty()) {
            return target.isEmpty() ? "" : "/";
        }
        if (raw.charAt(0) != '/') {
            return raw;
        }
        try {
            // Behind an authority, or two slashes at its begin would be taken for one.
            return new URI("http://host" + raw).getPath();
        } catch (URISyntaxException malformed) {
            return raw;
        }
    }
}
