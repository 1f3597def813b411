package io.wideip.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** From where the Routes of a cluster are read. */
public sealed interface ClusterAccess {
    /**
     * The cluster's API, as a kubeconfig has it.
     *
     * @param context null for the file's current one
     */
    record Kubeconfig(Path file, @Nullable String context) implements ClusterAccess {}

    /**
     * The cluster's API.
     *
     * @param ca of the API's certificate, PEM; null for the certificate authorities of this machine
     * @param tokenFile read again when it changes; null to ask without a token
     */
    record Server(URI server, @Nullable Path ca, @Nullable Path tokenFile) implements ClusterAccess {}

    /** The API of the cluster in which this process runs, with its service account. */
    record InCluster() implements ClusterAccess {}

    /** Manifests in a directory, such as a checkout, in place of a cluster. */
    record Manifests(Path directory) implements ClusterAccess {}
}
