package io.wideip.routes.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the tests. It ends with them. */
final class Subprocess {
    private final Process process;
    private final Path log;

    private Subprocess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static Subprocess start(List<String> command, Path log) {
        try {
            return new Subprocess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end, which must be a good one. */
    static void run(List<String> command, Path log) {
        Subprocess started = start(command, log);
        started.await();
        if (started.process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + started.output());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As by {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Sends a signal, whose name goes without SIG. */
    void signal(String name) {
        run(List.of("kill", "-" + name, String.valueOf(process.pid())), log);
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The end of what it has written. */
    String output() {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
