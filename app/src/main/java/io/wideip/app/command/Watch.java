package io.wideip.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Shows a report again and again, until a signal ends it, or nobody reads it any more. */
final class Watch {
    /** The cursor to the top, and all below it cleared (ECMA-48). */
    private static final String REDRAW = "\u001b[H\u001b[2J";

    private final PrintWriter out;
    private final Duration every;
    private final Supplier<String> report;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** @param report ends with a line break; it may take as long as it likes */
    Watch(PrintWriter out, Duration every, Supplier<String> report) {
        this.out = out;
        this.every = every;
        this.report = report;
    }

    /** Returns at once at SIGINT and SIGTERM, whatever the report waits for, and when the thread is interrupted. */
    void run() throws ExecutionException {
        Signals.on("INT", () -> end.complete(null));
        Signals.on("TERM", () -> end.complete(null));
        Thread thread = new Thread(this::show, "watch");
        thread.setDaemon(true);
        thread.start();
        try {
            end.get();
        } catch (InterruptedException over) {
            end.complete(null);
        }
    }

    private void show() {
        try {
            boolean redraws = isTerminal();
            while (!end.isDone()) {
                String text = report.get();
                if (end.isDone()) {
                    return;
                }
                out.print(redraws ? REDRAW + text : text);
                if (out.checkError()) { // It flushes.
                    end.complete(null);
                }
                pause();
            }
        } catch (RuntimeException | Error | InterruptedException | ExecutionException failure) {
            end.completeExceptionally(failure);
        }
    }

    private void pause() throws InterruptedException, ExecutionException {
        try {
            end.get(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException again) {
            // The next report is due.
        }
    }

    /** Of standard output: the JDK's console says nothing of one alone. Where the system does not tell, it is none. */
    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1"))
                    .toString()
                    .matches("/dev/(pts/\\d+|tty\\w*|console)");
        } catch (IOException | InvalidPathException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
