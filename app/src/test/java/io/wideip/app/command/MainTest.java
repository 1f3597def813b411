package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatIsWrongWithACommandLine() {
        Map<List<String>, String> mistakes = Map.of(
                List.of(), "wideip: Missing required subcommand\n'wideip --help' lists what is possible\n",
                List.of("serve"),
                        "wideip: Missing the directory of YAML: wideip serve /etc/wideip\n'wideip serve --help' lists what is possible\n",
                List.of("chekc", "x"),
                        "wideip: Unmatched arguments from index 0: 'chekc', 'x'\nDid you mean: wideip check",
                List.of("check"),
                        "wideip: Missing the directory of YAML: wideip check /etc/wideip\n'wideip check --help' lists what is possible\n",
                List.of("check", "--config", "a", "b"),
                        "wideip: the directory is given twice, as a and as b: keep one\n'wideip check --help'",
                List.of("status", "--at", "gslb1"),
                        "wideip: 'gslb1' is no address of a server: write unix:PATH, https://HOST:PORT or http",
                List.of("demo", "--port", "x"),
                        "wideip: Invalid value for option '--port': 'x' is not an int\n'wideip demo --help'",
                List.of("demo", "--admin-port", "65536"),
                        "wideip: Invalid value for option '--admin-port': 65536 is no port\n'wideip demo --help'",
                List.of("serve", "--config", "x", "--log", "xml"),
                        "wideip: Invalid value for option '--log': expected one of");

        assertThat(mistakes).allSatisfy((arguments, words) -> {
            err.getBuffer().setLength(0);
            assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.toString()).startsWith(words).doesNotContain("Exception", "\tat ");
            assertThat(out.toString()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check", "demo", "status", "explain", "schema", "version"})
    void everyCommandHelpsWithExamplesAndExitCodes(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: wideip " + command, "Exit codes:", "Example", "  wideip " + command);
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void theHelpHasAllCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("  serve ", "  locate ", "  drill ", "  version ", "  help ");
    }

    @Test
    void aCommandThatIsNamedIsBuiltAlone() {
        CommandLine serve = Main.commandLine(
                InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err), "serve", "/etc/wideip");

        assertThat(serve.getSubcommands()).containsOnlyKeys("serve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "version"})
    void knowsItsVersion(String asked) {
        assertThat(run(asked)).isZero();
        assertThat(out.toString()).startsWith("wideip ");
    }

    @Test
    void helpsWithACommandByItsName() {
        assertThat(run("check", "--help")).isZero();
        String help = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("help", "check")).isZero();
        assertThat(out).hasToString(help);
        assertThat(run("help", "chekc")).isEqualTo(2);
        assertThat(err.toString()).contains("chekc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void aFileIsNoDirectory(String command, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("wideips.yaml"), "version: 1\n");

        assertThat(run(command, file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("wideip: " + file + " is a file, and all files of a directory are read together: wideip "
                        + command + " " + directory + "\n");
    }

    @Test
    void anErrorEndsTheProcess() {
        Callable<Integer> broken = () -> {
            throw new NoClassDefFoundError("io/wideip/Gone");
        };
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.wrapWithoutInspection(broken));
        command.setErr(new PrintWriter(err, true));

        assertThat(Main.run(command)).isEqualTo(1);
        assertThat(err.toString()).startsWith("java.lang.NoClassDefFoundError: io/wideip/Gone");
    }

    private int run(String... arguments) {
        return Main.commandLine(
                        InputStream.nullInputStream(),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        arguments)
                .execute(arguments);
    }
}
