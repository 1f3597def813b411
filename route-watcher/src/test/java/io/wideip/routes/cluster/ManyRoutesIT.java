package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long many Routes take, and how much memory. {@code -Dwideip.routes=100000} makes it that many, which takes minutes to write, and
 * holds their changes to the time that they may take on a machine with nothing else to do.
 */
@NeedsApiServer
@Tag("slow")
final class ManyRoutesIT {
    private static final int COUNT = Integer.getInteger("wideip.routes", 3_000);
    private static final boolean MEASURED = Integer.getInteger("wideip.routes") != null;
    /** A second, for so many seconds. */
    private static final int CHANGES = 1_000;

    private static final int SECONDS = 10;
    /** A list, after which all are known. */
    private static final Duration MOST_LIST = MEASURED ? Duration.ofSeconds(60) : Duration.ofMinutes(3);
    /** After the last change. */
    private static final Duration MOST_LATE = MEASURED ? Duration.ofSeconds(2) : Duration.ofMinutes(3);

    private static final double MOST_BYTES = 4_000;

    @TempDir
    Path directory;

    private final Followers followers = new Followers(Timing.STANDARD);

    @AfterEach
    void end() {
        followers.close();
    }

    @Test
    void areListedSoonAndSmallAndTheirChangesHeardAsTheyCome() throws InterruptedException {
        try (ApiServer server = ApiServer.start(directory)) {
            server.routes().namespace("shop", Map.of());
            server.routes().flood("shop", "many", COUNT);
            long before = used();
            long start = System.nanoTime();
            followers.follow(Followers.cluster("east-1", server.access()));
            await().atMost(MOST_LIST).until(() -> followers.store.count("east-1") == COUNT);
            double micros = (System.nanoTime() - start) / 1e3 / COUNT;
            double bytes = (double) (used() - before) / COUNT;
            System.out.printf("%d Routes listed: %.0f µs and %.0f bytes each%n", COUNT, micros, bytes);

            await().until(() -> followers.isLive("east-1"));
            start = System.nanoTime();
            for (int second = 0; second < SECONDS; second++) {
                server.routes().flood("shop", "change-" + second, CHANGES);
                long due = start + Duration.ofSeconds(second + 1).toNanos();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            int all = COUNT + SECONDS * CHANGES;
            start = System.nanoTime();
            await().atMost(MOST_LATE).until(() -> followers.store.count("east-1") == all);
            double late = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%.0f changes a second heard for %.0f s, the last %.1f s late%n",
                    SECONDS * CHANGES / seconds, seconds, late);
            // Few Routes are mostly classes that are loaded with the first.
            assertThat(bytes).isLessThan(MOST_BYTES + 20e6 / COUNT);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
