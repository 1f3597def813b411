package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
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
                        "wideip: Missing required option: '--config=DIR'\n'wideip serve --help' lists what is possible\n",
                List.of("chekc", "x"),
                        "wideip: Unmatched arguments from index 0: 'chekc', 'x'\nDid you mean: wideip check",
                List.of("check"),
                        "wideip: Missing required parameter: 'DIR'\n'wideip check --help' lists what is possible\n",
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
    @ValueSource(strings = {"serve", "check", "demo", "schema"})
    void everyCommandHelpsWithExamplesAndExitCodes(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: wideip " + command, "Exit codes:", "Example", "  wideip " + command);
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void knowsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("wideip ");
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
        return Main.commandLine(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
