package io.wideip.config.yaml;

import io.wideip.config.ClusterAccess;
import io.wideip.config.LeadingZeros;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a cluster that say from where its Routes are read. Nothing that they name is opened here. */
final class ClusterAccessReader {
    private static final List<String> WAYS = List.of("kubeconfig", "server", "inCluster", "manifests");
    private static final String BOTH_OR_NOT = "write both, or leave it out";

    private ClusterAccessReader() {}

    /** Null where there is not exactly one way, or it has a problem. */
    static @Nullable ClusterAccess read(YamlSection section) {
        Path kubeconfig = path(section, "kubeconfig");
        String context = nonEmpty(section, "context");
        URI server = server(section);
        Path ca = path(section, "ca");
        Path tokenFile = path(section, "tokenFile");
        boolean inCluster = section.flag("inCluster", true);
        Path manifests = path(section, "manifests");
        List<String> given = WAYS.stream().filter(section::has).toList();
        if (given.size() > 1) {
            section.problem(
                    given.get(1),
                    "'" + given.get(1) + "' beside '" + given.get(0)
                            + "': Routes are read in one way, remove the other");
            return null;
        }
        if (given.isEmpty()) {
            section.missing(
                    "kubeconfig",
                    "no 'kubeconfig\' in the cluster '" + section.name()
                            + "': name the file, or write 'server', 'inCluster: true' or 'manifests' in its place",
                    "server",
                    "inCluster",
                    "manifests");
            return null;
        }
        CompanionKeys.require(section, "context", "kubeconfig", BOTH_OR_NOT);
        CompanionKeys.require(section, "ca", "server", BOTH_OR_NOT);
        CompanionKeys.require(section, "tokenFile", "server", BOTH_OR_NOT);
        if (!inCluster) {
            section.problem(
                    "inCluster", "'inCluster' is 'false': write true, or leave it out and say where the API is");
        }
        return switch (given.get(0)) {
            case "kubeconfig" -> kubeconfig == null ? null : new ClusterAccess.Kubeconfig(kubeconfig, context);
            case "server" -> server == null ? null : new ClusterAccess.Server(server, ca, tokenFile);
            case "manifests" -> manifests == null ? null : new ClusterAccess.Manifests(manifests);
            default -> new ClusterAccess.InCluster();
        };
    }

    private static @Nullable Path path(YamlSection section, String key) {
        Value value = section.value(key);
        return value == null ? null : Scalars.path(value);
    }

    private static @Nullable String nonEmpty(YamlSection section, String key) {
        String text = section.text(key, null);
        if (text != null && text.isBlank()) {
            section.problem(key, "'" + key + "' is empty: write a name, or leave it out");
        }
        return text;
    }

    private static @Nullable URI server(YamlSection section) {
        String text = section.text("server", null);
        URI server = text == null ? null : uri(text);
        if (text != null && server == null) {
            section.problem(
                    "server",
                    // Without what is written: it may hold a password.
                    "'server' is no URL of a cluster's API: write one such as https://api.east.example.com:6443");
        }
        String zeros = server == null ? null : LeadingZeros.problem(server.getHost());
        if (zeros != null) {
            section.problem("server", zeros);
        }
        return server;
    }

    /** Without TLS everybody on the way would read the token. */
    private static @Nullable URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean isPlain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return "https".equals(uri.getScheme()) && uri.getHost() != null && isPlain ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
