package io.wideip.routes.apiserver;

/** The right of an API server's reader to follow Routes and namespaces. */
final class ReaderRights {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";

    private ReaderRights() {}

    static void give(ApiClient administrator) {
        administrator.post(RBAC + "clusterroles", """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: wideip}
                rules:
                - {apiGroups: [route.openshift.io], resources: [routes], verbs: [list, watch]}
                - {apiGroups: [""], resources: [namespaces], verbs: [list, watch]}
                """);
        administrator.post(RBAC + "clusterrolebindings", """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: wideip}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: wideip}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: wideip}]
                """);
    }

    static void withdraw(ApiClient administrator) {
        administrator.delete(RBAC + "clusterrolebindings/wideip");
        administrator.delete(RBAC + "clusterroles/wideip");
    }
}
