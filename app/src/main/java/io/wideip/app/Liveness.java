package io.wideip.app;

import io.wideip.app.admin.Pages.Page;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether two threads move: without them, answers follow no health check. The thread that reads the YAML is not one of
 * them. Where the file system hangs, a restarted server would hang, too, and the answers that are served would end.
 */
final class Liveness {
    /** The prober's thread moves every second; only a reload of very many targets holds it up for longer. */
    static final Duration PROBER = Duration.ofMinutes(1);
    /** Far above what the largest catalog takes on a slow machine, as a new start would have to compile it all again. */
    static final Duration COMPILE = Duration.ofMinutes(5);

    private final Supplier<Duration> prober;
    private final Supplier<Duration> compile;

    /**
     * @param prober how long ago its thread moved
     * @param compile for how long its thread has been at one piece of work
     */
    Liveness(Supplier<Duration> prober, Supplier<Duration> compile) {
        this.prober = prober;
        this.compile = compile;
    }

    Page page() {
        String stuck = stuck();
        return stuck.isEmpty() ? Page.text(200, "alive\n") : Page.text(503, stuck);
    }

    /** A line for each thread that does not move; empty where both do. */
    private String stuck() {
        return line("the prober's thread", prober.get(), PROBER) + line("the compile thread", compile.get(), COMPILE);
    }

    private static String line(String thread, Duration still, Duration bound) {
        return still.compareTo(bound) <= 0 ? "" : thread + " has not moved for " + still.toSeconds() + " s\n";
    }
}
