package io.wideip.routes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.Datacenter;
import io.wideip.config.Glob;
import io.wideip.config.files.FileReading;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestReaderTest {
    private static final String ROUTE = """
            apiVersion: route.openshift.io/v1
            kind: Route
            metadata:
              name: NAME
              namespace: shop
              labels: {team: shop}
              annotations:
                wideip.io/enabled: "true"
                wideip.io/weight: "20"
                other: "x"
            spec:
              host: NAME.apps.example.com
              tls: {termination: edge, key: SECRET}
              to: {kind: Service, name: web, weight: 100}
            """;

    @TempDir
    Path directory;

    @Test
    void readsATreeOfFiles() throws IOException {
        write("a.yaml", route("a"));
        write("deep/er/b.yml", "# Two.\n---\n" + route("b") + "---\n" + route("c") + "---\n");
        write("d.json", """
                {"apiVersion": "route.openshift.io/v1", "kind": "Route",
                \t"metadata": {"name": "d", "namespace": "shop", "annotations": {"wideip.io\\/enabled": "true"}},
                \t"spec": {"host": "d.apps.example.com", "path": "\\/a\\\\/"}}
                """);
        write(
                "list.yaml",
                "kind: List\napiVersion: v1\nitems:\n" + item(route("e")) + "- {kind: Service}\n- 1\n- "
                        + "{kind: List, items: []}\n");
        write("listed.yaml", "kind: RouteList\napiVersion: route.openshift.io/v1\nitems:\n" + item(route("f")));
        write("others.yaml", """
                kind: Deployment
                spec: {host: "none", ? [1] : 2}
                ---
                just text
                ---
                [1, 2]
                ---
                {kind: [Route]}
                ---
                kind: Route
                apiVersion: example.com/v1
                metadata: {name: x}
                """);
        write("README.md", "kind: {{");
        write(".hidden.yaml", "kind: {{");
        write(".git/x.yaml", "kind: {{");
        assertThat(names()).containsExactly("shop/a", "shop/b", "shop/c", "shop/d", "shop/e", "shop/f");
        assertThat(routes().get(3).path()).isEqualTo("/a\\/");
    }

    @Test
    void readsWhatTheApiWouldGive() throws IOException {
        write("a.yaml", route("a"));
        Route route = routes().get(0);
        assertThat(route.key().cluster()).isEqualTo("east-1");
        assertThat(route.annotations()).isEqualTo(Map.of("wideip.io/enabled", "true", "wideip.io/weight", "20"));
        assertThat(route.termination()).isEqualTo(Termination.EDGE);
        assertThat(route.ingress()).containsExactly(new Ingress("default", "a.apps.example.com", true));
        assertThat(route.toString()).doesNotContain("SECRET");
    }

    @Test
    void aStatusIsTakenAsItIs() throws IOException {
        write("a.yaml", route("a") + """
                status:
                  ingress:
                  - {host: a.apps.example.com, routerName: public, conditions: [{type: Admitted, status: "False"}]}
                """);
        assertThat(routes().get(0).ingress()).containsExactly(new Ingress("public", "a.apps.example.com", false));
    }

    @Test
    void onlyWhatIsEnabledAndSelectedIsRead() throws IOException {
        write("off.yaml", route("off").replace("\"true\"", "\"false\""));
        write("none.yaml", route("none").replace("wideip.io/", "x/").replace("namespace: shop", "namespace: 7_"));
        write("other.yaml", route("other").replace("namespace: shop", "namespace: other"));
        write("team.yaml", route("team").replace("team: shop", "team: cart"));
        write("a.yaml", route("a"));
        assertThat(((FileReading.Good<List<Route>, List<Problem>>) read(cluster(List.of(new Glob("sh*")), "team=shop")))
                        .value())
                .extracting(route -> route.key().name())
                .containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: NAME|name: {|a.yaml:6:9: this is no YAML: 'expected ',' or '}', but got :'",
                "name: NAME|nom: x|a.yaml:1:1: a Route without a name: write metadata.name",
                "namespace: shop|ns: shop|a.yaml:1:1: the Route 'a' has no namespace: write metadata.namespace",
                "namespace: shop|namespace: \"*\"|a.yaml:1:1: '*' is no name of a namespace: write letters, digits and '-'",
                "name: NAME|name: \"a\\n\"|a.yaml:1:1: 'a\\u000A' is no name of a Route: write letters, digits, '-' and '.'",
                "\"20\"|20|a.yaml:9:23: the value of an annotation is a text for Kubernetes: write it in quotes, \"20\"",
                "\"x\"|yes|a.yaml:10:12: the value of an annotation is a text for Kubernetes: write it in quotes, \"yes\"",
                "\"x\"|[a]|a.yaml:10:12: the value of an annotation is a text for Kubernetes: write it in quotes",
                "labels: {team: shop}|labels: &a {team: *a}|a.yaml:1:1: nested more than 50 deep: remove levels",
                "namespace: shop|namespace: shop, |a.yaml:1:1: 'shop,' is no name of a namespace: write letters, digits and '-'",
            })
    void tellsWhatIsWrongAndWhere(String part, String replacement, String problem) throws IOException {
        write("a.yaml", ROUTE.replace(part, replacement).replace("NAME", "a"));
        write("b.yaml", route("b"));
        assertThat(problems()).containsExactly(problem);
    }

    @Test
    void tellsOfAllProblemsAtOnce() throws IOException {
        write("a.yaml", route("a"));
        write("b.yaml", route("a"));
        write("c.yaml", "host: {{ .Values.host }}x\n");
        write("d.yaml", "a: \u0000\n");
        assertThat(problems()).hasSize(3);
        assertThat(problems().get(0))
                .isEqualTo("b.yaml:1:1: the Route shop/a is given twice: keep one, the other is at a.yaml:1:1");
        assertThat(problems().get(1)).startsWith("c.yaml:1:");
        assertThat(problems().get(2)).startsWith("d.yaml:1:1: this is no YAML: 'special characters are not allowed'");
    }

    @Test
    void aDirectoryThatIsNotThereIsAProblem() throws IOException {
        Path missing = directory.resolve("missing");
        assertThat(new ManifestReader(cluster(List.of(), null), missing, "wideip.io").read())
                .isEqualTo(new FileReading.Bad<>(List.of(new Problem(
                        new Place(missing.toString(), 1, 1),
                        "cannot read the directory: this is no directory: name one that holds manifests"))));
    }

    @Test
    void linksThatLeadRoundAreReadOnce() throws IOException {
        write("a/a.yaml", route("a"));
        Files.createSymbolicLink(directory.resolve("a/up"), directory);
        Files.createSymbolicLink(directory.resolve("gone.yaml"), directory.resolve("missing.yaml"));
        assertThat(names()).containsExactly("shop/a");
    }

    @Test
    void aliasesToAliasesFillNoMemory() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 20; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        write("a.yaml", laughs + "---\n" + route("a"));
        write(
                "b.yaml",
                "kind: Route\napiVersion: route.openshift.io/v1\nx:\n"
                        + laughs.toString().indent(2) + "metadata: {name: b, labels: *a19}\n");
        assertThat(problems())
                .containsExactly("b.yaml:1:1: more than 100000 values in one object: write fewer aliases");
    }

    private static String route(String name) {
        return ROUTE.replace("NAME", name);
    }

    private static String item(String object) {
        return "- " + object.indent(2).strip() + "\n";
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Cluster cluster(List<Glob> namespaces, @Nullable String selector) {
        return new Cluster(
                "east-1", new Datacenter("east"), new ClusterAccess.InCluster(), null, Map.of(), namespaces, selector);
    }

    private FileReading<List<Route>, List<Problem>> read(Cluster cluster) {
        return new ManifestReader(cluster, directory, "wideip.io").read();
    }

    private List<Route> routes() {
        return ((FileReading.Good<List<Route>, List<Problem>>) read(cluster(List.of(), null))).value();
    }

    private List<String> names() {
        return routes().stream()
                .map(route -> route.key().namespace() + "/" + route.key().name())
                .toList();
    }

    private List<String> problems() {
        return ((FileReading.Bad<List<Route>, List<Problem>>) read(cluster(List.of(), null)))
                .fault().stream()
                        .map(problem -> problem.toString().replace(directory + "/", ""))
                        .toList();
    }
}
