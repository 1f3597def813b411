package io.wideip.prober.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The TCP connections of this network namespace, as Linux lists them. */
final class KernelSockets {
    private static final Set<String> ESTABLISHED_OR_CLOSE_WAIT = Set.of("01", "08");

    private KernelSockets() {}

    /**
     * Those that somebody holds open at a server's port, and those of clients of that port in any state: TIME_WAIT too. A
     * server's own TIME_WAIT is its affair.
     */
    static List<String> of(int serverPort) {
        String port = String.format(Locale.ROOT, ":%04X", serverPort);
        List<String> found = new ArrayList<>();
        for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(file))) {
                    String[] fields = line.strip().split("\\s+", 5);
                    boolean atServer = fields[1].endsWith(port) && ESTABLISHED_OR_CLOSE_WAIT.contains(fields[3]);
                    if (atServer || fields[2].endsWith(port)) {
                        found.add(fields[1] + " " + fields[2] + " state " + fields[3]);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
