package io.wideip.dns.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A test's main method in a JVM of its own, whose surroundings a shell has made first. */
final class ChildProcess {
    /** Starts a shell in a network of its own, which it may change. */
    static final List<String> NETWORK = List.of("unshare", "--user", "--map-root-user", "--net");

    private ChildProcess() {}

    /**
     * Waits until it ends, which it must do with 0.
     *
     * @param preparation commands of a shell
     * @return the lines that it printed
     */
    static List<String> run(String preparation, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of(), preparation, main, arguments);
    }

    /** Whether these commands of a shell succeed on this machine, started by {@code around}. */
    static boolean canPrepare(List<String> around, String preparation) throws InterruptedException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of("sh", "-ec", preparation));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** @param around a program, with its arguments, that starts the shell */
    static List<String> run(List<String> around, String preparation, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of("sh", "-c", "set -e\n" + preparation + "\nexec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Threads that a defect leaves would keep it for ever.
        CompletableFuture.delayedExecutor(40, TimeUnit.SECONDS).execute(process::destroyForcibly);
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
