package io.wideip.app.api;

import io.wideip.app.admin.EventStream;
import io.wideip.app.admin.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * One method at one path of the API. It runs on a thread of its own, so it may take long, and two may run at once.
 *
 * @param path begins with a slash, relative to {@code /api/v1}; {@code {name}} stands for one segment
 * @param summary one sentence for the description of the API
 * @param body what the request's JSON is read into, a record; {@link None} where there is none
 * @param longestBody in octets; above the usual there is one such request at a time
 * @param result what the response's JSON is written from, a record; or an {@link EventStream}
 */
public record Operation<B, R>(
        String method,
        String path,
        Role role,
        String summary,
        List<QueryParameter> parameters,
        Class<B> body,
        int longestBody,
        Class<R> result,
        Work<B, R> work) {

    /** In the place of a body. */
    public record None() {}

    /** Octets; an order is some lines. */
    private static final int LONGEST_BODY = 65_536;

    static final None NO_BODY = new None();

    /** What it does. */
    @FunctionalInterface
    public interface Work<B, R> {
        R run(OperationCall<B> call) throws OperationFailure;
    }

    /** One that only reads. */
    public static <R> Operation<None, R> get(String path, String summary, Class<R> result, Work<None, R> work) {
        return new Operation<>("GET", path, Role.READ, summary, List.of(), None.class, 0, result, work);
    }

    /** One that orders something; its body is JSON. */
    public static <B, R> Operation<B, R> post(
            String path, String summary, Class<B> body, Class<R> result, Work<B, R> work) {
        return new Operation<>("POST", path, Role.OPERATE, summary, List.of(), body, LONGEST_BODY, result, work);
    }

    /** With one more parameter in its query. */
    public Operation<B, R> with(String parameter, String description) {
        List<QueryParameter> more = new ArrayList<>(parameters);
        more.add(new QueryParameter(parameter, description));
        return new Operation<>(method, path, role, summary, List.copyOf(more), body, longestBody, result, work);
    }

    /** The same for whoever has another role. */
    public Operation<B, R> by(Role other) {
        return new Operation<>(method, path, other, summary, parameters, body, longestBody, result, work);
    }

    /** The same with a body of up to so many octets. */
    public Operation<B, R> ofUpTo(int octets) {
        return new Operation<>(method, path, role, summary, parameters, body, octets, result, work);
    }
}
