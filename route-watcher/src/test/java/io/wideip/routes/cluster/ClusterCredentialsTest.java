package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.wideip.config.ClusterAccess;
import io.wideip.config.ClusterAccess.Kubeconfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterCredentialsTest {
    private static final String WHOLE = """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
            - {name: c, cluster: {server: "https://127.0.0.1:6443"}}
            - {name: sni, cluster: {server: "https://127.0.0.1:6443", tls-server-name: api}}
            - {name: other, cluster: {server: "https://127.0.0.2:6443", proxy-url: "http://127.0.0.9:3128"}}
            - {name: empty, cluster: {}}
            users:
            - {name: token, user: {token: secret, as: someone, as-groups: [g]}}
            - {name: file, user: {tokenFile: token}}
            - {name: no-file, user: {tokenFile: missing}}
            - name: command
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: /bin/sh
                  args: [RUN]
                  interactiveMode: Never
            contexts:
            - {name: one, context: {cluster: c, user: token}}
            - {name: two, context: {cluster: other, user: file}}
            - {name: command, context: {cluster: c, user: command}}
            - {name: sni, context: {cluster: sni, user: token}}
            - {name: no-file, context: {cluster: c, user: no-file}}
            - {name: no-cluster, context: {cluster: x, user: token}}
            - {name: no-server, context: {cluster: empty, user: token}}
            - {name: nobody, context: {cluster: c, user: x}}
            """;

    @TempDir
    Path directory;

    @Test
    void readsTheCurrentContext() throws Exception {
        Config config = read(null, false);
        assertThat(config.getMasterUrl()).isEqualTo("https://127.0.0.1:6443/");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("secret");
        assertThat(config.getImpersonateUsername()).isEqualTo("someone");
        assertThat(config.getImpersonateGroups()).containsExactly("g");
    }

    @Test
    void readsATokenFileBesideItAgainAndAgain() throws Exception {
        Files.writeString(directory.resolve("token"), "first\n");
        Config config = read("two", false);
        assertThat(config.getMasterUrl()).isEqualTo("https://127.0.0.2:6443/");
        assertThat(config.getHttpProxy()).isEqualTo("http://127.0.0.9:3128");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        Files.writeString(directory.resolve("token"), "second\n");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
        Files.delete(directory.resolve("token"));
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other      | it has no context 'other'
            command    | its user runs a command (exec: '/bin/sh'), which is not allowed: start with serve --allow-exec, or use a token
            sni        | tls-server-name is not supported; give the server a name that its certificate has
            no-cluster | its context 'no-cluster' names no cluster with a server
            no-server  | its context 'no-server' names no cluster with a server
            """)
    void saysWhatCannotBeUsed(String context, String why) {
        assertThatThrownBy(() -> read(context, false))
                .hasMessage(directory.resolve("kubeconfig") + " can't be used: " + why);
    }

    @Test
    void aContextWithoutAUserAsksWithoutCredentials() throws Exception {
        assertThat(read("nobody", false).getOauthTokenProvider().getToken()).isNull();
    }

    /** The client runs it while it merges a file, and again after each 401. */
    @Test
    void aCommandRunsOnlyWhereItMay() throws Exception {
        Path ran = directory.resolve("ran");
        Path script = Files.writeString(directory.resolve("script"), """
                touch %s
                echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "given"}}'
                """.formatted(ran));
        String kubeconfig = WHOLE.replace("RUN", script.toString());
        assertThatThrownBy(() -> read(kubeconfig, "command", false)).hasMessageContaining("--allow-exec");
        Config other = read(kubeconfig, "one", false);
        Files.writeString(directory.resolve("kubeconfig"), kubeconfig.replace("user: token}", "user: command}"));
        assertThat(other.refresh()).isSameAs(other);
        assertThat(ran).doesNotExist();

        assertThat(read(kubeconfig, "command", true).getOauthTokenProvider().getToken())
                .isEqualTo("given");
        assertThat(ran).exists();
    }

    @Test
    void aCommandThatGivesNothingIsATrouble() {
        assertThatThrownBy(() -> read(WHOLE.replace("RUN", "/dev/null"), "command", true))
                .hasMessageContaining("the command of its user");
    }

    @Test
    void noTroubleCitesTheFile() {
        assertThatThrownBy(() -> read("users: [{name: a, user: {token: SECRET}", null, false))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("kubeconfig can't be read: ")
                .hasMessageNotContaining("SECRET");
        assertThatThrownBy(() -> read("", null, false)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> ClusterCredentials.read(new Kubeconfig(directory.resolve("none"), null), false))
                .hasMessageContaining("none can't be read: NoSuchFileException");
        assertThatThrownBy(() -> read("no-file", false)).hasMessageContaining("its tokenFile");
    }

    @Test
    void noticesThatAFileHasChanged() throws Exception {
        Path file = Files.writeString(directory.resolve("kubeconfig"), WHOLE);
        ClusterCredentials credentials = ClusterCredentials.read(new Kubeconfig(file, null), false);
        assertThat(credentials.areCurrent()).isTrue();
        Files.writeString(file, WHOLE + "\n");
        assertThat(credentials.areCurrent()).isFalse();
    }

    @Test
    void inAClusterTheServiceAccountCounts() throws Exception {
        Files.writeString(directory.resolve("token"), "t");
        assertThat(ClusterCredentials.inCluster(
                        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443"), directory))
                .isEqualTo(new ClusterAccess.Server(
                        URI.create("https://[fd00::1]:6443"), directory.resolve("ca.crt"), directory.resolve("token")));
        assertThatThrownBy(() -> ClusterCredentials.inCluster(Map.of(), directory))
                .hasMessageContaining("this process does not run in a cluster");
    }

    private Config read(@Nullable String context, boolean allowExec) throws ApiException, IOException {
        return read(WHOLE, context, allowExec);
    }

    private Config read(String kubeconfig, @Nullable String context, boolean allowExec)
            throws ApiException, IOException {
        Path file = Files.writeString(directory.resolve("kubeconfig"), kubeconfig);
        return ClusterCredentials.read(new Kubeconfig(file, context), allowExec).config();
    }
}
