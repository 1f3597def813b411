package io.wideip.dns.answer;

import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * On which terms the clients of one listener are served, whatever they ask. Immutable but for what counts; shared by all event
 * loops.
 *
 * @param identity what NSID tells; null to tell nothing
 * @param idle how long a connection without a question stays open, in units of 100 ms (RFC 7828)
 */
public record Terms(byte @Nullable [] identity, Chaos chaos, int idle) {
    private static final int LONGEST_IDLE = 65_535;

    public static Terms of(DnsOptions options, Listener listener) {
        byte[] identity = octets(options.identity());
        return new Terms(
                identity,
                new Chaos(identity, octets(options.version())),
                tenths(options.streams().idle()));
    }

    private static byte @Nullable [] octets(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static int tenths(Duration idle) {
        return (int) Math.min(idle.toMillis() / 100, LONGEST_IDLE);
    }
}
