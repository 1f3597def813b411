package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wideip.config.Catalog;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.standing.Targets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, loading it gives a consistent catalog or problems, soon. */
final class LoaderFuzzTest {
    private static final List<String> PIECES = List.of(
            ":",
            "-",
            "{",
            "}",
            "[",
            "]",
            "\n",
            "  ",
            "\t",
            "'",
            "\"",
            "#",
            "&a ",
            "*a",
            "!",
            "|",
            ">",
            "? ",
            "<<: ",
            "---\n",
            "0",
            "-1",
            "999999999999",
            "null",
            "~",
            "\0",
            "\uD800",
            "\uFFFF",
            "é",
            "::",
            "/33",
            "%",
            "*",
            "..");

    /** Far more than a file of some thousand characters takes, on a machine that has other things to do. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Loader loader = new Loader(TestVocabulary.VOCABULARY);
    private int good;

    /** The examples, and every bad file there is a test for. */
    static Stream<byte[]> seeds() {
        Stream<String> examples = Examples.files().stream().map(Examples::text);
        Stream<String> bad =
                BadYaml.table().stream().flatMap(each -> each.files().stream().map(Source::text));
        return Stream.concat(examples, bad).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyFile(byte[] file) {
        long start = System.nanoTime();
        Reading reading = new Reading();
        Source source = SourceFiles.decode(Path.of("a.yaml"), file, reading);
        check(loader.load(source == null ? List.of() : List.of(source), reading));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void mutatedExamplesNeverThrow() {
        Random random = new Random(20261121);
        List<String> texts = Examples.files().stream().map(Examples::text).toList();
        long start = System.nanoTime();

        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                mutate(text, random);
            }
            check(text.toString());
        }

        assertThat(good).as("some mutations do no harm").isBetween(1, 1_999);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void everyBeginningOfAnExampleIsRefusedOrConsistent() {
        for (String text : Examples.files().stream().map(Examples::text).toList()) {
            for (int length = 0; length < text.length(); length += 23) {
                check(text.substring(0, length));
            }
        }

        assertThat(good).isPositive();
    }

    private void check(String text) {
        check(loader.load(List.of(new Source("a.yaml", text))));
    }

    private void check(Loaded loaded) {
        if (loaded instanceof Loaded.Good accepted) {
            good++;
            assertConsistent(accepted.catalog());
        } else if (loaded instanceof Loaded.Bad bad) {
            assertThat(bad.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.toString()).matches("a\\.yaml:\\d+:\\d+: [^\\n\\r\\t]+"));
        }
    }

    private static void assertConsistent(Catalog catalog) {
        catalog.wideIps().forEach(wideIp -> {
            assertThat(catalog.zones()).containsKey(wideIp.settings().zone());
            List<Member> members = Targets.members(wideIp.settings().choices());
            assertThat(members).isNotEmpty();
            members.forEach(member -> assertKnown(catalog, member.vip()));
        });
        catalog.vips().values().forEach(vip -> assertKnown(catalog, vip));
        catalog.topology()
                .forEach(rule -> assertThat(
                                rule.clients().hasSubnets() || rule.clients().asksDatabase())
                        .isTrue());
    }

    private static void assertKnown(Catalog catalog, Vip vip) {
        assertThat(catalog.vips().get(vip.name())).isEqualTo(vip);
        assertThat(catalog.datacenters()).containsValue(vip.datacenter());
        assertThat(vip.addresses().isEmpty()).isEqualTo(vip.hostname() != null);
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int length = Math.min(text.length() - at, 1 + random.nextInt(12));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, at + length);
            case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 2 -> text.replace(at, at + length, PIECES.get(random.nextInt(PIECES.size())));
            case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, at + length));
            default -> {
                int lineEnd = text.indexOf("\n", at);
                text.delete(at, lineEnd < 0 ? text.length() : lineEnd);
            }
        }
        if (text.isEmpty()) {
            text.append(' ');
        }
    }
}
