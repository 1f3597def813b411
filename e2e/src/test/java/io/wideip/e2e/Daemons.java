package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;

/** Processes by name, each with a log of its own. All end with {@link #close}, or at the latest with this JVM. */
public final class Daemons implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path logs;
    private final Set<String> begunLogs = new HashSet<>();
    private final Map<String, Process> running = new LinkedHashMap<>();
    private final Thread atExit = new Thread(() -> running.values().forEach(Process::destroyForcibly));

    public Daemons(Path logs) throws IOException {
        this.logs = Files.createDirectories(logs);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public Process start(String name, Path directory, Map<String, String> environment, List<String> command) {
        File log = log(name).toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(begunLogs.add(name) ? Redirect.to(log) : Redirect.appendTo(log));
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            running.put(name, started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the process has ended, and its sockets with it. */
    void stop(String name) {
        Process process = running.remove(name);
        if (process != null) {
            end(process);
        }
    }

    /** Names of those that have ended by themselves, each with where its log is; empty while all is well. */
    public List<String> ended() {
        return running.entrySet().stream()
                .filter(entry -> !entry.getValue().isAlive())
                .map(entry -> entry.getKey() + " has ended; see " + log(entry.getKey()))
                .toList();
    }

    /** Until what is asserted holds: the start of a JVM on a busy machine. Fails at once when one has ended by itself. */
    public void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast("a process has ended", () -> assertThat(ended()).isEmpty())
                .untilAsserted(assertion);
    }

    @Override
    public void close() {
        List.copyOf(running.values()).forEach(Daemons::end);
        running.clear();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
