package io.wideip.routes.cluster;

import io.fabric8.kubernetes.client.Config;
import io.wideip.config.ClusterAccess;
import io.wideip.config.files.FileState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster's API is and what to ask it with, as the files say. Immutable, but for tokens in a file of their own.
 *
 * @param files those that were read, as they were just before; what is in another state is to be read again
 * @param command whether a command gave them, which gives others when these have expired
 */
record ClusterCredentials(Config config, Map<Path, FileState> files, boolean command) {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /**
     * Reads them anew.
     *
     * @throws ApiException if they can't be used
     */
    static ClusterCredentials read(ClusterAccess access, boolean allowExec) throws ApiException {
        if (access instanceof ClusterAccess.Kubeconfig kubeconfig) {
            Map<Path, FileState> before = states(kubeconfig.file());
            KubeconfigReader.Result result = KubeconfigReader.read(kubeconfig, allowExec);
            Config config = result.config();
            Map<Path, FileState> files = new HashMap<>(before);
            files.putAll(states(Stream.of(config.getCaCertFile(), config.getClientCertFile(), config.getClientKeyFile())
                    .flatMap(Stream::ofNullable)
                    .map(Path::of)
                    .toArray(Path[]::new)));
            return new ClusterCredentials(config, files, result.command());
        }
        if (access instanceof ClusterAccess.Server server) {
            return read(server);
        }
        if (access instanceof ClusterAccess.InCluster) {
            return read(inCluster(System.getenv(), SERVICE_ACCOUNT));
        }
        throw new ApiException(Failure.CREDENTIALS, "manifests have no API");
    }

    private static ClusterCredentials read(ClusterAccess.Server server) throws ApiException {
        Map<Path, FileState> files = server.ca() == null ? Map.of() : states(server.ca());
        Config config = Config.empty();
        config.setMasterUrl(server.server().toString());
        if (server.ca() != null) {
            config.setCaCertFile(server.ca().toString());
        }
        if (server.tokenFile() == null) {
            config.setOauthTokenProvider(() -> null);
        } else {
            try {
                config.setOauthTokenProvider(TokenFile.open(server.tokenFile()));
            } catch (IOException e) {
                throw new ApiException(
                        Failure.CREDENTIALS,
                        "the token in " + server.tokenFile() + " can't be read: " + Messages.of(e));
            }
        }
        return new ClusterCredentials(config, files, false);
    }

    static ClusterAccess.Server inCluster(Map<String, String> environment, Path account) throws ApiException {
        @Nullable String host = environment.get("KUBERNETES_SERVICE_HOST");
        if (host == null || !Files.isDirectory(account)) {
            throw new ApiException(
                    Failure.CREDENTIALS,
                    "this process does not run in a cluster: KUBERNETES_SERVICE_HOST is not set, or " + account
                            + " is not there");
        }
        String port =
                Optional.ofNullable(environment.get("KUBERNETES_SERVICE_PORT")).orElse("443");
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return new ClusterAccess.Server(
                URI.create("https://" + literal + ":" + port), account.resolve("ca.crt"), account.resolve("token"));
    }

    /** Whether the files still are as they were. */
    boolean areCurrent() {
        for (Map.Entry<Path, FileState> each : files.entrySet()) {
            try {
                if (!FileState.of(each.getKey()).equals(each.getValue())) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static Map<Path, FileState> states(Path... files) throws ApiException {
        Map<Path, FileState> states = new HashMap<>();
        for (Path each : files) {
            try {
                states.put(each, FileState.of(each));
            } catch (IOException e) {
                throw new ApiException(Failure.CREDENTIALS, each + " can't be read: " + Messages.of(e));
            }
        }
        return states;
    }
}
