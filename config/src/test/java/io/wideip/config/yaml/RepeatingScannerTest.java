package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/** Whatever the file: the nodes, their places and the problem are the same as without passing over known texts. */
@Tag("slow")
final class RepeatingScannerTest {
    /** What a wide IP's line may end with; what is between words of YAML as well as what is not. */
    private static final List<String> VALUES = List.of(
            " {policy: failover, members: [a, b]}",
            "  {members: [a], ttl: 5s}",
            " {\"members\": [\"a\"], 'ttl': '5s'}",
            "\n    members: [a, b]\n    ttl: 5s",
            "\n    members:\n    - a\n    - b",
            "\n    members:\n      - vip: a\n        weight: 2\n      - b\n    ttl:",
            "\n    # which\n    members: [a]  # these\n\n    ttl: 5s",
            "\n      members: [a,\n        b]",
            "\n    members: [a,\n  b]",
            " {members: [a,\nb],\n   ttl: 5s}",
            " {text: 'a # b', ttl: \"5\n  # s\"}",
            " {text: 'a # b', members: &x [a],\n    ttl: 5s}",
            " members: [a]",
            " {text: a # b\n    , ttl: 5s}",
            "\n    text: |\n      a: b\n\n      c\n    ttl: 5s",
            "\n    ttl: 5s\n    text: a\n     b",
            "\n    text: >-\n      a",
            " &x {members: [a]}",
            " {members: &x [a]}",
            " {members: *x}",
            " *x",
            " !t {members: [a]}",
            "\t{members: [a]}",
            "\n    members:\t[a]\t",
            " {members: [a]} {members: [a]}",
            " {members: [a]",
            " {members: a]}",
            " [a, b]",
            " a\n    b",
            " 'a",
            "",
            "\n  - a",
            "\n  - a: b",
            "\n    ? members\n    : [a]",
            "\n    members: a: b",
            "\n    é: ü",
            "\n    a: {}\n   b: {}");

    private static final List<String> KEYS = List.of(
            "w1",
            "w2",
            "'w3'",
            "\"w4\"",
            "*.w5",
            "&x w6",
            "w 7",
            "? w8\n  ",
            "? [a: b]\n  ",
            "? {a: b}\n  ",
            "? a: {}\n  ");

    private static final List<String> ENDS = List.of(
            "\n",
            "\n",
            "\n",
            "\n\n",
            " \n",
            "\r\n",
            "\r",
            "\u0085",
            "\u2028",
            " # why\n",
            "# why\n",
            " # *x \u0085    a: b\n",
            "\n# why\n",
            "\n      # why\n",
            "\n\t# why\n",
            "\t\n",
            "\n \t\n",
            "\n...\n",
            "\n---\n",
            "\n%YAML\n",
            "\n  ,\n",
            "\n\t# why\n    policy: hash\n",
            "\n\u0085    policy: hash\n",
            "\n    ttl: 5s\n",
            "\n   ttl: 5s\n",
            "");

    private static final List<String> SECTIONS = List.of(
            "wideIps:\n",
            "wideIps: # all\n",
            "'wideIps':\n",
            "? wideIps\n:\n",
            "wideIps: &all\n",
            "wideIps: {\n",
            "pools: &x [a]\nwideIps:\n",
            "pools:\n",
            "  wideIps:\n");

    private int tokens;

    @Test
    void randomFilesAreReadAlike() {
        Random random = new Random(20261128);
        int shorter = 0;
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = file(random);

            tokens = 0;
            String expected = read(text, false);
            int all = tokens;
            tokens = 0;
            String actual = read(text, true);

            assertThat(actual).as(text).isEqualTo(expected);
            shorter += tokens < all ? 1 : 0;
            good += expected.startsWith("{") ? 1 : 0;
        }

        assertThat(shorter).as("files in which a text was passed over").isGreaterThan(2_000);
        assertThat(good).as("files without a problem").isBetween(1_000, 19_000);
    }

    @Test
    void theExamplesAreReadAlike() {
        Random random = new Random(20261128);
        for (String text : Examples.files().stream().map(Examples::text).toList()) {
            String again = text + text.substring(random.nextInt(text.length()));

            assertThat(read(text, true)).isEqualTo(read(text, false));
            assertThat(read(again, true)).isEqualTo(read(again, false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {members: [a], ttl: 5s}",
                " {members: [a], ttl: 5s} # of customer %d",
                "\n    members:\n      - {vip: a, weight: 2}\n    # not long\n    ttl: 5s\n",
            })
    void usualValuesAreScannedOnce(String value) {
        StringBuilder text = new StringBuilder("wideIps:\n");
        IntStream.range(0, 1_000).forEach(i -> text.append("  w" + i + ":" + value.formatted(i) + "\n"));

        read(text.toString(), true);

        // A key, its text, a colon and what stands for the value, which is not the library's.
        assertThat(tokens).isLessThan(3 * 1_000 + 50);
    }

    private static String file(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "wideIps:\n" : pick(SECTIONS, random));
        List<String> values = List.of(pick(VALUES, random), VALUES.get(random.nextInt(8)), pick(VALUES, random));
        String end = random.nextBoolean() ? "\n" : pick(ENDS, random);
        for (int entries = 2 + random.nextInt(8); entries > 0; entries--) {
            String key = random.nextInt(6) > 0 ? "w" + entries : pick(KEYS, random);
            text.append("  ").append(key).append(random.nextInt(20) == 0 ? " :" : ":");
            text.append(values.get(random.nextInt(values.size())));
            text.append(random.nextInt(8) > 0 ? end : random.nextBoolean() ? "\n" : pick(ENDS, random));
        }
        text.append(pick(List.of("", "  ", "pools: {}\n", "}", ": a", "- a", "  - a", "  ? a", "\t"), random));
        for (int edits = random.nextInt(8) - 5; edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 ->
                    text.insert(
                            at,
                            pick(List.of(" ", "  ", "\n", "#", "'", "\"", "\t", "- ", "[", "}", ",", ": "), random));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** The nodes with their places, or what is wrong and where. */
    private String read(String text, boolean passesKnown) {
        Source source = new Source("a.yaml", text);
        SourceReader reader = new SourceReader(text);
        LoaderOptions options = new LoaderOptions();
        Scanner counting = new CountingScanner(new ScannerImpl(reader, options));
        RepeatingScanner repeating = new RepeatingScanner(counting, reader);
        BoundedParser parser =
                new BoundedParser(new ParserImpl(passesKnown ? repeating : counting), new Reading(Long.MAX_VALUE));
        Composer composer = new RepeatingComposer(parser, repeating, new Resolver(), options);
        StringBuilder read = new StringBuilder();
        try {
            while (composer.checkNode()) {
                describe(composer.getNode(), source, read);
            }
        } catch (MarkedYAMLException e) {
            return "problem " + e.getProblem() + " at " + source.at(e.getProblemMark()) + ", "
                    + (e.getContextMark() == null ? "" : source.at(e.getContextMark()));
        } catch (YAMLException | BoundedParser.Excess e) {
            return "problem " + e.getMessage();
        }
        return read.toString();
    }

    private static void describe(Node node, Source source, StringBuilder text) {
        if (node instanceof RepeatedNode repeated) {
            describe(repeated.first(), repeated.displaced(source), text);
            return;
        }
        text.append('{').append(source.at(node.getStartMark())).append(' ').append(node.getTag());
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                describe(tuple.getKeyNode(), source, text);
                describe(tuple.getValueNode(), source, text);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> describe(item, source, text));
        } else {
            text.append(((ScalarNode) node).getScalarStyle()).append(((ScalarNode) node).getValue());
        }
        text.append("}\n");
    }

    /** Counts the tokens that were taken. */
    private final class CountingScanner implements Scanner {
        private final Scanner scanner;

        CountingScanner(Scanner scanner) {
            this.scanner = scanner;
        }

        @Override
        public boolean checkToken(Token.ID... choices) {
            return scanner.checkToken(choices);
        }

        @Override
        public Token peekToken() {
            return scanner.peekToken();
        }

        @Override
        public Token getToken() {
            tokens++;
            return scanner.getToken();
        }

        @Override
        public void resetDocumentIndex() {
            scanner.resetDocumentIndex();
        }
    }
}
