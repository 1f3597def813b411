package io.wideip.routes.apiserver;

/** Where Routes are, below an API server. */
final class RoutePaths {
    static final String ALL = "/apis/route.openshift.io/v1/routes";

    private RoutePaths() {}

    static String of(String namespace) {
        return "/apis/route.openshift.io/v1/namespaces/" + namespace + "/routes";
    }
}
