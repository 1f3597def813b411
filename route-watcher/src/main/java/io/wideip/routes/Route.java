package io.wideip.routes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an OpenShift Route, and nothing else: no certificate, no key. Its texts are as the API gives them, so whoever
 * uses one checks it. Immutable.
 *
 * @param uid changes when a Route is deleted and made anew
 * @param created in whole seconds
 * @param deleting whether its deletion has begun
 * @param annotations those of ours, and what routers read to change the path
 * @param host empty where there is none, like the other texts
 * @param wildcard whether {@code wildcardPolicy} is {@code Subdomain}
 * @param targetPort a Service port's name or a pod's port number
 * @param backends {@code to} first
 * @param ingress what routers say of it, in the order of the status
 */
public record Route(
        RouteKey key,
        String uid,
        Instant created,
        boolean deleting,
        Map<String, String> annotations,
        String host,
        String subdomain,
        String path,
        boolean wildcard,
        Termination termination,
        @Nullable String targetPort,
        List<Backend> backends,
        List<Ingress> ingress) {

    /** Where TLS ends. */
    public enum Termination {
        NONE,
        EDGE,
        REENCRYPT,
        PASSTHROUGH
    }

    /** A Service behind the Route. */
    public record Backend(String service, int weight) {}

    /**
     * What one router says.
     *
     * @param admitted null where it says neither yes nor no
     */
    public record Ingress(
            String router, String host, @Nullable Boolean admitted) {}
}
