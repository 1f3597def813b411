package io.wideip.routes.apiserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rights that deploy/rbac gives, and clients that have no others. */
public final class Rights {
    private static final Path FOLDER = Path.of("..", "deploy", "rbac");
    private static final Pattern TOKEN = Pattern.compile("\"token\": ?\"([^\"]+)\"");

    private Rights() {}

    /** Applies one of the files, such as {@code read.yaml}, as an administrator. */
    public static void give(ApiServer server, String file) {
        try (KubernetesClient administrator = administrator(server);
                InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
            for (HasMetadata each : administrator.load(in).items()) {
                administrator.resource(each).createOr(resource -> resource.update());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the service account do in one namespace what a role allows. */
    public static void giveIn(ApiServer server, String namespace, String role) {
        server.api().post("/apis/rbac.authorization.k8s.io/v1/namespaces/" + namespace + "/rolebindings", """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{kind: ServiceAccount, name: wideip, namespace: wideip}]
                """.formatted(
                        role));
    }

    /** Removes the binding of a role, so that what it allows is allowed no more. */
    public static void withdraw(ApiServer server, String role) {
        try (KubernetesClient administrator = administrator(server)) {
            List<StatusDetails> removed =
                    administrator.rbac().clusterRoleBindings().withName(role).delete();
            if (removed.isEmpty()) {
                throw new IllegalStateException("no binding " + role);
            }
        }
    }

    /** A client of the service account {@code wideip}, once a file has made it. */
    public static KubernetesClient client(ApiServer server) {
        String answer = server.api()
                .post(
                        "/api/v1/namespaces/wideip/serviceaccounts/wideip/token",
                        "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenRequest\", \"spec\": {}}");
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException(answer);
        }
        return client(server.kubeconfig(token.group(1)));
    }

    /** Whether the API says that the client's user may do it. */
    public static boolean may(KubernetesClient client, String verb, String group, String resource, String namespace) {
        String[] parts = resource.split("/", 2);
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : "")
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed());
    }

    public static KubernetesClient administrator(ApiServer server) {
        return client(server.administratorKubeconfig());
    }

    private static KubernetesClient client(String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
