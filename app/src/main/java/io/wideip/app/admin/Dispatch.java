package io.wideip.app.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.wideip.app.admin.Pages.Page;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request, by its first line and its headers. Thread-safe. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger("admin");
    private static final String PAGE_METHODS = "GET, HEAD, OPTIONS";

    private final Pages pages;
    private final Service service;
    private final Access access;

    /** @param access who may use the service */
    Dispatch(Pages pages, Service service, Access access) {
        this.pages = pages;
        this.service = service;
        this.access = access;
    }

    /** A response at once, or an action that is run with the body. */
    sealed interface Decision {}

    record Response(Page page) implements Decision {}

    record Run(Service.Action action) implements Decision {}

    Decision decide(HttpRequest request, Channel connection) {
        if (request.decoderResult().isFailure()) {
            return new Response(malformed(request.decoderResult().cause()));
        }
        String path = RequestTarget.path(request.uri());
        if (!path.startsWith(service.prefix())) {
            return new Response(page(request.method(), path));
        }
        SortedMap<String, Service.Action> actions = service.at(path);
        if (actions.isEmpty()) {
            return new Response(ErrorPage.of(
                    404,
                    "noSuchPath",
                    "there is nothing at " + path + "; " + service.prefix() + "v1/openapi.json tells what is"));
        }
        Service.@Nullable Action action = actions.get(request.method().name());
        if (action == null) {
            String methods = String.join(", ", actions.keySet());
            return new Response(
                    ErrorPage.of(405, "wrongMethod", "only " + methods).allowing(methods));
        }
        Page refusal = access.refusal(request, connection, action);
        return refusal == null ? new Run(action) : new Response(refusal);
    }

    /** Not on the event loop. */
    Page run(HttpRequest request, Channel connection, Service.Action action, byte[] body) {
        String path = RequestTarget.path(request.uri());
        try {
            Actor actor = actor(request, connection);
            return actor == null
                    ? ErrorPage.of(500, "gone", "the connection is closed")
                    : action.run(new Service.ServiceRequest(
                            path,
                            RequestTarget.query(request.uri()),
                            body,
                            actor,
                            request.headers().get("Last-Event-ID")));
        } catch (RuntimeException | Error failure) {
            LOG.error("{} {} failed", request.method(), path, failure);
            return ErrorPage.of(500, "failed", "failed; the log says why");
        }
    }

    /** Null for who has left: the kernel tells no more who it was, so nothing is done in its name. */
    private @Nullable Actor actor(HttpRequest request, Channel connection) {
        try {
            return access.actor(request, connection);
        } catch (ChannelException failure) {
            if (connection.isOpen()) {
                throw failure;
            }
            return null;
        }
    }

    private Page page(HttpMethod method, String path) {
        boolean asksWhatIsAllowed = HttpMethod.OPTIONS.equals(method);
        if (asksWhatIsAllowed && path.equals(RequestTarget.SERVER)) {
            return Page.text(200, "").allowing(PAGE_METHODS);
        }
        Supplier<Page> page = pages.byPath().get(path);
        if (page == null) {
            return Page.text(404, "no such page; / lists them\n");
        }
        if (asksWhatIsAllowed) {
            return Page.text(200, "").allowing(PAGE_METHODS);
        }
        if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
            return Page.text(405, "only GET, HEAD and OPTIONS\n").allowing(PAGE_METHODS);
        }
        try {
            return page.get();
        } catch (RuntimeException failure) {
            LOG.error("{} failed", path, failure);
            return Page.text(500, "failed; the log says why\n");
        }
    }

    private static Page malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Page.text(414, "the request's first line is too long\n");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Page.text(431, "the request's headers are too long\n");
        }
        return Page.text(400, "not an HTTP request\n");
    }
}
