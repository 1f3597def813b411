package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jar as a process, with all that it printed. */
@SuppressWarnings("JdkObsolete") // StringBuffer: written by one thread and read by another
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final List<Thread> readers = new ArrayList<>();

    Running(String... arguments) throws IOException {
        this(List.of(), arguments);
    }

    /** @param jvm options of the JVM */
    Running(List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", System.getProperty("wideip.jar", "target/wideip.jar")));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).start();
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    private void read(InputStream from, StringBuffer to) {
        Thread reader = new Thread(() -> {
            try (Reader text = new InputStreamReader(from, UTF_8)) {
                char[] some = new char[4_096];
                for (int count = text.read(some); count >= 0; count = text.read(some)) {
                    to.append(some, 0, count);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        reader.start();
        readers.add(reader);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    void awaitOut(String words) {
        await().alias("standard output has: " + words).atMost(PATIENCE).until(() -> out().contains(words));
    }

    void awaitErr(String words) {
        await().alias("standard error has: " + words).atMost(PATIENCE).until(() -> err().contains(words));
    }

    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** By the shell's own kill: not every machine has the program. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    /**
     * Whether a process that is started from here hears a signal. Who starts the tests in the background, or under nohup, has them ignored, and
     * a JVM keeps to that.
     */
    static boolean isHeard(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return true;
        }
        int number = Map.of("HUP", 1, "INT", 2).getOrDefault(signal, 0);
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn:\t0");
        return number == 0
                || (Long.parseUnsignedLong(ignored.replaceFirst("SigIgn:\\s*", ""), 16) >>> (number - 1) & 1) == 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running; standard error: " + err);
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        // Its files are the test's to delete.
        process.destroyForcibly().onExit().join();
    }
}
