package io.wideip.prober.probe;

import io.wideip.config.DomainName;
import io.wideip.config.section.Section;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What http and https have in common: the request, and what its answer must be.
 *
 * @param host for the Host header, or null for the wide IP's name
 * @param method GET or HEAD
 * @param body text that must occur in the first {@link #BODY_LIMIT} bytes of the body, or null to leave the body unread
 */
record WebCheck(
        @Nullable String host,
        Endpoint endpoint,
        String path,
        String method,
        StatusRanges status,
        @Nullable String body) {
    static final int BODY_LIMIT = 64 * 1024;
    private static final int LONGEST_TEXT = 1024;
    private static final String HEAD = "HEAD";
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]*");
    private static final Pattern URL = Pattern.compile("(?i:https?)://[^/?#]*/?(?<path>[!-~&&[^#]]*).*");

    static WebCheck read(Section section, int defaultPort) {
        DomainName host = section.domainName("host", null);
        String method = section.choice("method", List.of("GET", HEAD), "GET");
        Section expect = section.section("expect");
        return new WebCheck(
                host == null ? null : host.text(),
                Endpoint.read(section, defaultPort),
                path(section),
                method,
                expect == null ? StatusRanges.DEFAULT : StatusRanges.read(expect, "status"),
                expect == null ? null : body(expect, method));
    }

    String label(int defaultPort) {
        String port = endpoint.label(defaultPort);
        return (port.isEmpty() ? "" : port + " ") + (method.equals(HEAD) ? HEAD + " " : "") + path;
    }

    /** The Host header: the port only where it is not the scheme's own, an IPv6 address in brackets (RFC 9110 section 7.2). */
    String hostHeader(String name, int defaultPort) {
        String host = name.indexOf(':') < 0 ? name : "[" + name.replaceFirst("%.*", "") + "]";
        return host + endpoint.label(defaultPort);
    }

    private static String path(Section section) {
        String path = section.text("path", "/");
        if (path == null || PATH.matcher(path).matches()) {
            return path == null ? "/" : path;
        }
        section.problem("path", mend(path));
        return "/";
    }

    private static String mend(String path) {
        if (path.startsWith("/")) {
            return "a path has only visible ASCII characters and no '#': write others percent-encoded, such as %20";
        }
        Matcher url = URL.matcher(path);
        if (url.matches()) {
            return "a URL, where a path belongs: write /" + url.group("path")
                    + ", the host and the port have keys of their own";
        }
        return "a path starts with '/': write /" + path;
    }

    private static @Nullable String body(Section expect, String method) {
        String body = expect.text("body", null);
        if (body == null) {
            return null;
        }
        if (method.equals(HEAD)) {
            expect.problem("body", "the answer to HEAD has no body: use method GET, or leave body out");
            return null;
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_TEXT) {
            expect.problem(
                    "body", "a text of " + length + " bytes to look for: 1 to " + LONGEST_TEXT + " are possible");
            return null;
        }
        return body;
    }
}
