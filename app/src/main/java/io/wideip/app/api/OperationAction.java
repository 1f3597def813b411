package io.wideip.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.wideip.app.admin.ErrorPage;
import io.wideip.app.admin.EventStream;
import io.wideip.app.admin.Pages.Page;
import io.wideip.app.admin.Role;
import io.wideip.app.admin.Service.Action;
import io.wideip.app.admin.Service.ServiceRequest;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.section.DidYouMean;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An operation from JSON to JSON. */
final class OperationAction<B, R> implements Action {
    private final Operation<B, R> operation;
    private final String[] segments;

    OperationAction(Operation<B, R> operation) {
        this.operation = operation;
        segments = (Api.BASE + operation.path()).split("/", -1);
    }

    String method() {
        return operation.method();
    }

    boolean isAt(String path) {
        String[] given = path.split("/", -1);
        if (given.length != segments.length) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            if (isParameter(segments[i]) ? given[i].isEmpty() : !segments[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public Role role() {
        return operation.role();
    }

    @Override
    public int longestBody() {
        return operation.longestBody();
    }

    @Override
    public Page run(ServiceRequest request) {
        try {
            OperationCall<B> call = new OperationCall<>(
                    path(request.path()),
                    query(request.query()),
                    body(request.body()),
                    request.actor(),
                    request.lastEventId());
            R result = operation.work().run(call);
            return result instanceof EventStream events
                    ? Page.of(events)
                    : new Page(200, Page.JSON, JsonMapping.write(result));
        } catch (OperationFailure failure) {
            return ErrorPage.of(failure.status(), failure.code(), String.valueOf(failure.getMessage()));
        }
    }

    private Map<String, String> path(String path) {
        String[] given = path.split("/", -1);
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (isParameter(segments[i])) {
                values.put(segments[i].substring(1, segments[i].length() - 1), given[i]);
            }
        }
        return values;
    }

    private Map<String, String> query(String query) throws OperationFailure {
        List<String> known =
                operation.parameters().stream().map(QueryParameter::name).toList();
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, List<String>> each : decoded(query).entrySet()) {
            if (!known.contains(each.getKey())) {
                throw OperationFailure.invalid(DidYouMean.unknown("parameter", each.getKey(), known));
            }
            if (each.getValue().size() > 1) {
                throw OperationFailure.invalid("the parameter '" + each.getKey() + "' is given twice");
            }
            values.put(each.getKey(), each.getValue().get(0));
        }
        return values;
    }

    private static Map<String, List<String>> decoded(String query) throws OperationFailure {
        try {
            return new QueryStringDecoder(query, false).parameters();
        } catch (IllegalArgumentException malformed) {
            throw OperationFailure.invalid("the query can't be read: " + malformed.getMessage());
        }
    }

    private B body(byte[] json) throws OperationFailure {
        if (operation.body() == Operation.None.class) {
            return operation.body().cast(Operation.NO_BODY);
        }
        try {
            B body = JsonMapping.readStrictly(json, operation.body());
            if (body == null) {
                throw OperationFailure.invalid("the body is null: write an object");
            }
            return body;
        } catch (JsonProcessingException malformed) {
            throw OperationFailure.invalid("the body can't be read: " + malformed.getOriginalMessage()
                    + (malformed.getLocation() == null
                            ? ""
                            : " (line " + malformed.getLocation().getLineNr() + ", column "
                                    + malformed.getLocation().getColumnNr() + ")"));
        } catch (IOException failure) {
            throw OperationFailure.invalid("the body can't be read: " + failure.getMessage());
        }
    }
}
