package io.wideip.routes.cluster;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.wideip.config.ClusterAccess.Kubeconfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a context of a kubeconfig. The client's public methods would run its commands while they read it, so that this one uses the
 * client's own parts.
 */
final class KubeconfigReader {
    private static final long MOST_EXEC_SECONDS = 30;

    /**
     * What the client needs.
     *
     * @param command whether it comes from a command, which gives something else later
     */
    record Result(Config config, boolean command) {}

    private final Path file;
    private final boolean allowExec;
    private final io.fabric8.kubernetes.api.model.Config parsed;
    private final String name;

    private KubeconfigReader(Kubeconfig access, boolean allowExec) throws ApiException {
        file = access.file();
        this.allowExec = allowExec;
        try {
            parsed = KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException e) {
            throw new ApiException(Failure.CREDENTIALS, file + " can't be read: " + Messages.of(e));
        }
        String named = access.context() == null ? parsed.getCurrentContext() : access.context();
        name = named == null ? "" : named;
    }

    /**
     * Gives what the client needs, and runs a command only where it may.
     *
     * @throws ApiException if the file can't be used
     */
    static Result read(Kubeconfig access, boolean allowExec) throws ApiException {
        return new KubeconfigReader(access, allowExec).read();
    }

    private Result read() throws ApiException {
        // The client would take another context in silence.
        Context context = context();
        Cluster cluster = cluster(context.getCluster());
        if (cluster.getTlsServerName() != null) {
            throw unusable("tls-server-name is not supported; give the server a name that its certificate has");
        }
        AuthInfo user = user(context.getUser());
        Config config = Config.empty();
        // A provider keeps the client from running commands here; without a context it does not read the file again by
        // itself.
        config.setOauthTokenProvider(() -> null);
        KubeConfigUtils.merge(config, name, parsed);
        config.setCurrentContext(null);
        if (user == null) {
            return new Result(config, false);
        }
        config.setImpersonateUsername(user.getAs());
        if (user.getAsGroups() != null) {
            config.setImpersonateGroups(user.getAsGroups().toArray(String[]::new));
        }
        if (user.getExec() != null) {
            exec(config, user);
        } else if (user.getTokenFile() != null) {
            config.setOauthTokenProvider(tokenFile(user.getTokenFile()));
        } else {
            String token = config.getAutoOAuthToken();
            config.setOauthTokenProvider(() -> token);
        }
        return new Result(config, user.getExec() != null);
    }

    private Context context() throws ApiException {
        return orEmpty(parsed.getContexts()).stream()
                .filter(each -> name.equals(each.getName()) && each.getContext() != null)
                .map(each -> each.getContext())
                .reduce((before, last) -> last)
                .orElseThrow(() -> unusable(
                        name.isEmpty()
                                ? "it names no current-context; give the cluster a context"
                                : "it has no context " + Messages.quoted(name)));
    }

    private Cluster cluster(@Nullable String of) throws ApiException {
        return orEmpty(parsed.getClusters()).stream()
                .filter(each -> each.getName() != null && each.getName().equals(of) && each.getCluster() != null)
                .map(each -> each.getCluster())
                .filter(each -> each.getServer() != null)
                .reduce((before, last) -> last)
                .orElseThrow(
                        () -> unusable("its context " + Messages.quoted(name) + " names no cluster with a server"));
    }

    /** The last one of several, as the client does; null for none, who asks without credentials. */
    private @Nullable AuthInfo user(@Nullable String of) {
        AuthInfo found = null;
        for (NamedAuthInfo each : orEmpty(parsed.getUsers())) {
            if (each.getName() != null && each.getName().equals(of) && each.getUser() != null) {
                found = each.getUser();
            }
        }
        return found;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private TokenFile tokenFile(String written) throws ApiException {
        Path token = file.resolveSibling(written);
        try {
            return TokenFile.open(token);
        } catch (IOException e) {
            throw unusable("its tokenFile " + token + " can't be read: " + Messages.of(e));
        }
    }

    /** Runs the command of a user, which the client does where it merges without a provider. */
    private void exec(Config config, AuthInfo user) throws ApiException {
        if (!allowExec) {
            throw unusable("its user runs a command (exec: "
                    + Messages.quoted(String.valueOf(user.getExec().getCommand()))
                    + "), which is not allowed: start with serve --allow-exec, or use a token");
        }
        FutureTask<Config> run = new FutureTask<>(() -> {
            Config merged = Config.empty();
            KubeConfigUtils.merge(merged, name, parsed);
            return merged;
        });
        Thread thread = new Thread(run, "kubeconfig-exec");
        thread.setDaemon(true);
        thread.start();
        try {
            Config merged = run.get(MOST_EXEC_SECONDS, TimeUnit.SECONDS);
            String token = merged.getAutoOAuthToken();
            if (token == null && merged.getClientCertData() == null) {
                throw unusable("the command of its user gave neither a token nor a certificate: run it by hand to"
                        + " see why");
            }
            config.setOauthTokenProvider(() -> token);
            config.setClientCertData(merged.getClientCertData());
            config.setClientKeyData(merged.getClientKeyData());
        } catch (ExecutionException e) {
            throw unusable("the command of its user failed: " + Messages.of(e.getCause()));
        } catch (TimeoutException e) {
            throw unusable("the command of its user did not end within " + MOST_EXEC_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("interrupted");
        }
    }

    private ApiException unusable(String why) {
        return new ApiException(Failure.CREDENTIALS, file + " can't be used: " + why);
    }
}
