package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
final class DocsTest {
    private static final Path TOP = Path.of("..");
    private static final Path DNS = TOP.resolve("gslb-dns/src/main/java/io/wideip/dns");
    private static final Path CONFIG = TOP.resolve("config/src/main/java/io/wideip/config");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern STEP = Pattern.compile("(?m)^\\| (\\d+)\\. [^|]*\\|([^|]*)\\|");

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(TOP);
                Stream<Path> docs = Files.walk(TOP.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(documents::add);
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        for (String target : all(LINK, Files.readString(document))) {
            assertThat(document.resolveSibling(target))
                    .as("%s links to it", document)
                    .exists();
        }
    }

    @Test
    void theWayOfAQueryIsShortAndNamesEveryFile() throws IOException {
        String way = section(TOP.resolve("ARCHITECTURE.md"), "The way of a query");
        List<String> every = STEP.matcher(way)
                .results()
                .flatMap(step -> all(IN_BACKTICKS, step.group(2)).stream())
                .toList();
        assertThat(STEP.matcher(way).results()).hasSizeBetween(5, 7);
        assertThat(every).doesNotHaveDuplicates();
        assertThat(way).contains("the " + every.size() + " files");

        Set<String> named = all(IN_BACKTICKS, way).stream()
                .filter(name -> name.matches("[a-z]+/[A-Z]\\w+"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .containsAll(every)
                .allSatisfy(name -> assertThat(javaFile(name)).isRegularFile());
        for (String each : List.of("answer", "wire", "admission")) {
            assertThat(named).containsAll(filesOf(each));
        }
    }

    /** Those of a package that queries pass through. */
    private static List<String> filesOf(String dnsPackage) throws IOException {
        try (Stream<Path> files = Files.list(DNS.resolve(dnsPackage))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info") && !name.equals("CookieSecrets"))
                    .map(name -> dnsPackage + "/" + name)
                    .toList();
        }
    }

    @Test
    void theRecipesNameFilesAndClassesThatAreThere() throws IOException {
        List<String> names = all(IN_BACKTICKS, section(TOP.resolve("CONTRIBUTING.md"), "Recipes"));
        Set<String> classes = classes();

        List<String> paths = names.stream()
                .filter(name -> name.contains("/") && !name.contains("<") && !name.contains("..."))
                .toList();
        assertThat(paths).hasSizeGreaterThan(3);
        assertThat(paths)
                .allSatisfy(name -> assertThat(Files.exists(TOP.resolve(name)) || Files.exists(javaFile(name)))
                        .as(name)
                        .isTrue());
        List<String> simple =
                names.stream().filter(name -> name.matches("[A-Z]\\w+")).toList();
        assertThat(simple).contains("PolicyTypes", "PolicyTypesTest");
        assertThat(classes).containsAll(simple);
    }

    @Test
    void theArchitectureNamesClassesThatAreThere() throws IOException {
        List<String> names = all(IN_BACKTICKS, Files.readString(TOP.resolve("ARCHITECTURE.md"))).stream()
                .filter(name -> name.matches("(?:[a-z]+/)?[A-Z][a-z]\\w+(?:\\.[a-z]\\w*)?"))
                .map(name -> name.replaceFirst(".*/", "").replaceFirst("\\..*", ""))
                .toList();

        assertThat(names).hasSizeGreaterThan(10);
        assertThat(classes()).containsAll(names);
    }

    @Test
    void theCommandsOfTheDocumentsAreThere() throws IOException {
        for (String document : List.of("README.md", "CONTRIBUTING.md")) {
            List<String> scripts = all(
                    Pattern.compile("(?m)^(?:\\./)?((?:bin/|wideip\\b)\\S*)"), Files.readString(TOP.resolve(document)));
            assertThat(scripts).as(document).isNotEmpty();
            assertThat(scripts)
                    .allSatisfy(script -> assertThat(TOP.resolve(script)).isExecutable());
        }
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(TOP, 16)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path javaFile(String name) {
        Path dns = DNS.resolve(name + ".java");
        return Files.exists(dns) ? dns : CONFIG.resolve(name + ".java");
    }

    /** From the heading to the next one of the same rank. */
    private static String section(Path document, String heading) throws IOException {
        String text = Files.readString(document);
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as("'%s' in %s", heading, document).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
