package io.wideip.app.api;

import io.wideip.config.standing.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the targets.
 *
 * @param total of those that match
 * @param next where the next page begins; absent on the last one
 */
public record TargetPage(
        int total, List<TargetEntry> targets, @Nullable String next) {
    /**
     * How one stands.
     *
     * @param since when the verdict last changed; absent before the first
     * @param failures counted towards {@code fall}
     * @param successes counted towards {@code rise}
     */
    public record TargetEntry(
            String address,
            String host,
            String healthCheck,
            String datacenter,
            Verdict verdict,
            boolean available,
            String reason,
            @Nullable Instant since,
            int failures,
            int successes) {}
}
