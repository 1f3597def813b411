package io.wideip.dns.answer;

import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.dns.admission.AccessList;
import io.wideip.dns.admission.Cookies;
import io.wideip.dns.admission.Networks;
import io.wideip.dns.admission.RateLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the clients of one listener are served, whatever they ask. Immutable but for what the rate limit counts. All event loops
 * share it.
 *
 * @param rateLimit null where there is none
 * @param enforced false where what is above the limit is only counted
 * @param unlimited networks to which the limit does not apply
 * @param identity what NSID tells; null to tell nothing
 * @param idle how long a connection without a question stays open, in units of 100 ms (RFC 7828)
 */
public record ListenerSettings(
        AccessList access,
        @Nullable RateLimit rateLimit,
        boolean enforced,
        Networks unlimited,
        Cookies cookies,
        byte @Nullable [] identity,
        Chaos chaos,
        int idle) {
    private static final int LONGEST_IDLE = 65_535;

    /** Those of one listener; what listeners share is given. */
    public static ListenerSettings of(
            DnsOptions options, Listener listener, @Nullable RateLimit rateLimit, Cookies cookies) {
        byte[] identity = octets(options.identity());
        return new ListenerSettings(
                new AccessList(listener.allow(), listener.deny()),
                rateLimit,
                options.rateLimit().mode() == RateLimitOptions.Mode.ENFORCE,
                new Networks(options.rateLimit().exempt()),
                cookies,
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
