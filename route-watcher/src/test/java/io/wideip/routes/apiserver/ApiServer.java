package io.wideip.routes.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wideip.config.ClusterAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's API on loopback: kube-apiserver with an etcd of its own, which knows Routes. It has an administrator, and a user who may
 * read what a server of Wideip reads. Takes some seconds and 300 MB.
 */
public final class ApiServer implements AutoCloseable {
    /** Reads Routes and namespaces, until that right is withdrawn. */
    public static final String READER = "wideip";

    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final String address;
    /** What stands before each command, such as one that enters a network namespace. */
    private final List<String> prefix;

    private final int port;
    private final int etcdPort;
    private final int etcdPeerPort;
    private final ApiUsers users;
    private @Nullable Subprocess etcd;
    private @Nullable Subprocess server;

    private ApiServer(Path directory, String address, int[] ports, List<String> prefix) {
        this.directory = directory;
        this.address = address;
        this.prefix = prefix;
        port = ports[0];
        etcdPort = ports[1];
        etcdPeerPort = ports[2];
        users = new ApiUsers(directory);
    }

    /** One with the CRD of Routes, a reader and nothing else, in an empty directory. */
    public static ApiServer start(Path directory) {
        ApiServer started = new ApiServer(directory, "127.0.0.1", FreePorts.find(3), List.of());
        started.startFirst();
        return started;
    }

    /**
     * One at a given place, such as a network namespace.
     *
     * @param prefix of each command; empty for none
     */
    public static ApiServer start(Path directory, String address, List<String> prefix) {
        ApiServer started = new ApiServer(directory, address, new int[] {6443, 2379, 2380}, prefix);
        started.startFirst();
        return started;
    }

    private void startFirst() {
        try {
            Files.createDirectories(directory);
            AccountKey.write(directory.resolve("account.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        users.giveToken();
        startEtcd();
        restart();
        ApiClient api = api();
        api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd());
        allowReader();
        until("Routes are served", () -> api.status(RoutePaths.ALL) == 200);
    }

    /** The definition of Routes, YAML. */
    public static String crd() {
        try (InputStream in = Objects.requireNonNull(ApiServer.class.getResourceAsStream("routes.crd.yaml"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startEtcd() {
        String client = "http://127.0.0.1:" + etcdPort;
        String peer = "http://127.0.0.1:" + etcdPeerPort;
        etcd = start(
                "etcd",
                "--data-dir=" + directory.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
    }

    /** Starts kube-apiserver anew where it was, which must not run. Ends when it serves. */
    public void restart() {
        startAt(port);
    }

    /** Likewise, at another port: for tests it is back, for those that follow it not. */
    public ApiClient startElsewhere() {
        int other = FreePorts.find(1)[0];
        startAt(other);
        return client(other, ApiUsers.ADMINISTRATOR_TOKEN);
    }

    private void startAt(int where) {
        server = start(
                "kube-apiserver",
                "--bind-address=" + address,
                "--advertise-address=" + address,
                "--secure-port=" + where,
                "--endpoint-reconciler-type=none",
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--cert-dir=" + directory.resolve("certificates"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-signing-key-file=" + directory.resolve("account.key"),
                "--service-account-key-file=" + directory.resolve("account.key"),
                "--token-auth-file=" + users.writeAll(),
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount");
        until("the API server has a certificate", () -> Files.exists(ca()));
        ApiClient api = client(where, ApiUsers.ADMINISTRATOR_TOKEN);
        until("the API server is ready", () -> api.status("/readyz") == 200);
    }

    private Subprocess start(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(ApiServerCondition.program(program).toString());
        command.addAll(List.of(arguments));
        return Subprocess.start(command, directory.resolve(program + ".log"));
    }

    /** As a machine that is gone at once. */
    public void kill() {
        server().kill();
    }

    /** It runs and says nothing, until it is resumed. */
    public void suspend() {
        server().signal("STOP");
    }

    public void resume() {
        server().signal("CONT");
    }

    /**
     * Forgets history: who goes on from an older version gets the status 410. The API server must be stopped, since it keeps recent
     * history itself.
     */
    public void compact() {
        new EtcdClient(etcdPort).compact();
    }

    /** Loses a Route without a word, and all history with it. The API server must be stopped. */
    public void forget(String namespace, String name) {
        EtcdClient client = new EtcdClient(etcdPort);
        client.delete(RouteWriter.key(namespace, name));
        client.compact();
    }

    /** Gives the reader another token, the only good one from the next start on. */
    public String rotateToken() {
        return users.giveToken();
    }

    /** The reader's. */
    public String token() {
        return users.token();
    }

    /** Lets the reader read Routes and namespaces. */
    public void allowReader() {
        ReaderRights.give(api());
    }

    /** Withdraws that right. */
    public void forbidReader() {
        ReaderRights.withdraw(api());
    }

    /** With an administrator's rights. */
    public ApiClient api() {
        return client(port, ApiUsers.ADMINISTRATOR_TOKEN);
    }

    /** Routes, written with an administrator's rights. */
    public RouteWriter routes() {
        return new RouteWriter(api(), new EtcdClient(etcdPort));
    }

    private ApiClient client(int where, String token) {
        return new ApiClient(URI.create("https://" + address + ":" + where), ca(), token);
    }

    public URI url() {
        return URI.create("https://" + address + ":" + port);
    }

    /** Its certificate, which vouches for itself. */
    public Path ca() {
        return directory.resolve("certificates").resolve("apiserver.crt");
    }

    /** The reader's token in a file, which {@link #rotateToken} writes anew. */
    public Path tokenFile() {
        return users.tokenFile();
    }

    /** How the reader comes to it. */
    public ClusterAccess access() {
        return new ClusterAccess.Server(url(), ca(), tokenFile());
    }

    /** A kubeconfig for the reader, with the context {@code wideip}. */
    public String kubeconfig() {
        return kubeconfig(token());
    }

    /** The same for an administrator. */
    public String administratorKubeconfig() {
        return kubeconfig(ApiUsers.ADMINISTRATOR_TOKEN);
    }

    /** The same for whoever has the token. */
    public String kubeconfig(String token) {
        return """
                apiVersion: v1
                kind: Config
                current-context: wideip
                clusters: [{name: cluster, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: reader, user: {token: %s}}]
                contexts: [{name: wideip, context: {cluster: cluster, user: reader}}]
                """.formatted(url(), ca(), token);
    }

    private Subprocess server() {
        return Objects.requireNonNull(server);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void until(String what, Condition condition) {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            if (server == null || !server.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "It does not come about that " + what + ": " + (server == null ? "" : server.output()));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.kill();
        }
        if (etcd != null) {
            etcd.kill();
        }
    }
}
