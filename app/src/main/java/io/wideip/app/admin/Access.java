package io.wideip.app.admin;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import io.wideip.app.admin.Pages.Page;
import org.jspecify.annotations.Nullable;

/** Who may ask the service for what. No web page may: what a browser sends of itself is not enough for anything. */
final class Access {
    private static final String JSON = Page.JSON;

    private Access() {}

    /** Why a request is refused; null where it is not. */
    static @Nullable Page refusal(HttpRequest request, Channel connection, Service.Action action) {
        Caller caller = Caller.of(connection);
        HttpHeaders headers = request.headers();
        if (caller != Caller.UNIX && !isOurs(headers.get(HttpHeaderNames.HOST))) {
            // A name may lead here that another's web page was read by (DNS rebinding).
            return ErrorPage.of(
                    421, "wrongHost", "the Host header must name an address or localhost: ask for it by its address");
        }
        if (isOfOtherSite(headers)) {
            return ErrorPage.of(403, "otherOrigin", "web pages of other origins may not use the API");
        }
        if (caller == Caller.ELSEWHERE) {
            return ErrorPage.of(
                    403, "notLocal", "the API is for this machine: use the unix socket (server.admin.socket)");
        }
        Role role = caller == Caller.UNIX ? Role.OPERATE : Role.READ;
        if (!role.includes(action.role())) {
            return ErrorPage.of(
                    403, "mayNot", "orders are given by the unix socket (server.admin.socket): --at unix:PATH");
        }
        if (action.longestBody() > 0 && !isJson(headers.get(HttpHeaderNames.CONTENT_TYPE))) {
            return ErrorPage.of(415, "notJson", "orders must be JSON: send Content-Type: " + JSON);
        }
        return null;
    }

    /** Not on the event loop. */
    static Actor actor(Channel connection) {
        return new Actor(Caller.name(connection), Caller.of(connection) == Caller.UNIX ? Role.OPERATE : Role.READ);
    }

    private static boolean isOurs(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":[0-9]*$", "");
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        return name.equalsIgnoreCase("localhost")
                || NetUtil.isValidIpV4Address(bare)
                || NetUtil.isValidIpV6Address(bare);
    }

    private static boolean isOfOtherSite(HttpHeaders headers) {
        String site = headers.get("Sec-Fetch-Site", "none");
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        String host = headers.get(HttpHeaderNames.HOST);
        return !site.equals("none") && !site.equals("same-origin")
                || origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && type.replaceFirst(";.*", "").strip().equalsIgnoreCase(JSON);
    }
}
