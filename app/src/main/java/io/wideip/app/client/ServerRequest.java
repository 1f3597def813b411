package io.wideip.app.client;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.wideip.app.api.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of servers.
 *
 * @param path as the operation has it, with its parameters filled in
 * @param body a record; null for none
 */
public record ServerRequest(
        String method,
        String path,
        Map<String, String> query,
        @Nullable Object body) {
    public static ServerRequest get(String path) {
        return new ServerRequest("GET", path, Map.of(), null);
    }

    public static ServerRequest post(String path, Object body) {
        return new ServerRequest("POST", path, Map.of(), body);
    }

    /** With one more parameter; without it where the value is null. */
    public ServerRequest with(String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value.toString());
        return new ServerRequest(method, path, more, body);
    }

    String target() {
        QueryStringEncoder target = new QueryStringEncoder(Api.BASE + path);
        query.forEach(target::addParam);
        return target.toString();
    }
}
