package io.wideip.routes.check;

import io.wideip.routes.annotation.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a path that pods are asked for to the one that a router makes of it, by the rules of OpenShift's router. */
final class RequestPath {
    /** A Route's own path has no query. */
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#?]]*");

    private static final Pattern REQUEST = Pattern.compile("/[!-~&&[^#]]*");
    /** Beyond these, the router's own quoting and references decide what is meant. */
    private static final Pattern TARGET = Pattern.compile("/[A-Za-z0-9._~!$&()*+,;=:@/-]*");

    private RequestPath() {}

    /** As it is written in a request: octets of UTF-8 that are no visible ASCII, in hexadecimal (RFC 3986 section 2.1). */
    static String encoded(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7F) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    /** Whether a request may have the path, with a query. */
    static boolean isRequest(String path) {
        return path.length() <= VisibleText.LONGEST && REQUEST.matcher(path).matches();
    }

    /** Whether it can be a Route's own path. */
    static boolean isPath(String path) {
        return path.length() <= VisibleText.LONGEST && PATH.matcher(path).matches();
    }

    /** Whether it is a target that the router rewrites paths to; it passes over those that don't begin with a slash. */
    static boolean isTarget(String target) {
        return TARGET.matcher(target).matches();
    }

    /**
     * The path to ask the router for, so that pods are asked for the one given.
     *
     * @param asked of the pods, with its query
     * @param routePath of the Route; empty where it has none
     * @param rewriteTarget what the router puts in its place; null for nothing
     * @return null where no request through the Route gets there
     */
    static @Nullable String through(String asked, String routePath, @Nullable String rewriteTarget) {
        int query = asked.indexOf('?');
        String path = query < 0 ? asked : asked.substring(0, query);
        String request = rewriteTarget == null ? path : undone(path, routePath, rewriteTarget);
        if (request == null || !request.startsWith("/") || !isBelow(request, routePath)) {
            return null;
        }
        return query < 0 ? request : request + asked.substring(query);
    }

    private static @Nullable String undone(String path, String routePath, String target) {
        if (!path.startsWith(target)) {
            return null;
        }
        String rest = path.substring(target.length());
        if (!target.equals("/")) {
            return routePath + rest;
        }
        // With this target the router drops a slash after the Route's path.
        boolean hasSlash = routePath.endsWith("/") || (rest.isEmpty() && !routePath.isEmpty());
        return routePath + (hasSlash ? "" : "/") + rest;
    }

    /** By whole segments, but for a Route's path that ends with a slash. */
    private static boolean isBelow(String request, String routePath) {
        return routePath.isEmpty()
                || (request.startsWith(routePath)
                        && (request.length() == routePath.length()
                                || routePath.endsWith("/")
                                || request.charAt(routePath.length()) == '/'));
    }
}
