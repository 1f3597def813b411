package io.wideip.app.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.wideip.app.admin.Pages.Page;
import io.wideip.config.AdminCertificate;
import io.wideip.config.AdminCredential;
import io.wideip.config.AdminToken;
import io.wideip.config.section.DidYouMean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask the service for what. No web page may: what a browser sends of itself is not enough for anything. Thread-safe.
 */
final class Access {
    private static final String JSON = Page.JSON;
    private static final String BEARER = "Bearer ";

    private final Supplier<? extends List<? extends AdminCredential>> credentials;

    /** @param credentials those that count now */
    Access(Supplier<? extends List<? extends AdminCredential>> credentials) {
        this.credentials = credentials;
    }

    /** Why a request is refused; null where it is not. */
    @Nullable
    Page refusal(HttpRequest request, Channel connection, Service.Action action) {
        HttpHeaders headers = request.headers();
        if (isOfOtherSite(headers)) {
            return ErrorPage.of(403, "otherOrigin", "web pages of other origins may not use the API");
        }
        Page refusal = refusal(headers, connection, action);
        if (refusal == null && action.longestBody() > 0 && !isJson(headers.get(HttpHeaderNames.CONTENT_TYPE))) {
            return ErrorPage.of(415, "notJson", "orders must be JSON: send Content-Type: " + JSON);
        }
        return refusal;
    }

    private @Nullable Page refusal(HttpHeaders headers, Channel connection, Service.Action action) {
        if (headers.contains(HttpHeaderNames.AUTHORIZATION) && isEncrypted(connection)) {
            AdminToken token = token(headers);
            return token == null
                    ? ErrorPage.of(
                            401,
                            "unknownToken",
                            "the token is none of server.admin.tokens: send Authorization: Bearer TOKEN")
                    : refusal("token", token, action);
        }
        List<String> subjects = ClientCertificate.subjects(connection);
        if (!subjects.isEmpty()) {
            AdminCertificate certificate = certificate(subjects);
            return certificate == null
                    ? ErrorPage.of(
                            401,
                            "unknownCertificate",
                            "the certificate is for " + DidYouMean.listed(subjects)
                                    + ": write one of these as 'subject' into server.admin.certificates")
                    : refusal("certificate", certificate, action);
        }
        return ofCaller(Caller.of(connection), isEncrypted(connection), headers, action);
    }

    private static @Nullable Page refusal(String what, AdminCredential credential, Service.Action action) {
        return role(credential).includes(action.role())
                ? null
                : ErrorPage.of(
                        403,
                        "mayNot",
                        "the " + what + " '" + credential.name()
                                + "' may only read: orders need one with the role operate");
    }

    private static @Nullable Page ofCaller(
            Caller caller, boolean encrypted, HttpHeaders headers, Service.Action action) {
        if (caller == Caller.UNIX) {
            return null;
        }
        if (caller == Caller.ELSEWHERE) {
            return encrypted
                    ? ErrorPage.of(
                            401,
                            "noToken",
                            "a token is needed: send Authorization: Bearer TOKEN; or a client certificate")
                    : ErrorPage.of(
                            403,
                            "notEncrypted",
                            "from another machine the API needs TLS and a token: write server.admin.tls and"
                                    + " server.admin.tokens");
        }
        if (!isOurs(headers.get(HttpHeaderNames.HOST))) {
            // A name may lead here by which another's web page was read (DNS rebinding).
            return ErrorPage.of(
                    421, "wrongHost", "the Host header must name an address or localhost: ask for it by its address");
        }
        return Role.READ.includes(action.role())
                ? null
                : ErrorPage.of(
                        403,
                        "mayNot",
                        "orders are given by the unix socket (server.admin.socket), or over TLS with a token"
                                + " (server.admin.tls, server.admin.tokens)");
    }

    /** Of a request that is not refused; not on the event loop. */
    Actor actor(HttpRequest request, Channel connection) {
        AdminToken token = isEncrypted(connection) ? token(request.headers()) : null;
        AdminCredential credential = token != null ? token : certificate(ClientCertificate.subjects(connection));
        if (credential != null) {
            return new Actor(credential.name(), role(credential));
        }
        return new Actor(Caller.name(connection), Caller.of(connection) == Caller.UNIX ? Role.OPERATE : Role.READ);
    }

    private static Role role(AdminCredential credential) {
        return credential.mayOrder() ? Role.OPERATE : Role.READ;
    }

    private static boolean isEncrypted(Channel connection) {
        return connection.pipeline().get(SslHandler.class) != null;
    }

    /** Looks at all of them, whichever it is, in the same time. */
    private @Nullable AdminToken token(HttpHeaders headers) {
        String given = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        if (!given.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] hash = sha256(given.substring(BEARER.length()).strip());
        AdminToken found = null;
        for (AdminCredential each : credentials.get()) {
            found = each instanceof AdminToken token
                            && MessageDigest.isEqual(hash, HexFormat.of().parseHex(token.sha256()))
                    ? token
                    : found;
        }
        return found;
    }

    private @Nullable AdminCertificate certificate(List<String> subjects) {
        for (AdminCredential each : credentials.get()) {
            if (each instanceof AdminCertificate certificate && subjects.contains(certificate.subject())) {
                return certificate;
            }
        }
        return null;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every JDK has it.
        }
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
