package io.wideip.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How DNS is served, whatever is asked.
 *
 * @param listeners at least one
 * @param threads for the datagrams of an address, and as many for connections; 0 for one per processor
 * @param tls null where no listener is encrypted
 * @param identity what NSID, {@code id.server} and {@code hostname.bind} tell, 1 to 128 octets; null to tell nothing
 * @param version what {@code version.bind} and {@code version.server} tell, 1 to 128 octets; null to tell nothing
 * @param cookieSecrets a file of secrets that several servers share; null for one secret that this process draws
 */
public record DnsOptions(
        List<Listener> listeners,
        int threads,
        EngineOptions engine,
        @Nullable TlsFiles tls,
        @Nullable String identity,
        @Nullable String version,
        @Nullable Path cookieSecrets,
        RateLimitOptions rateLimit,
        StreamLimits streams) {

    /** All but the listeners at its default. */
    public static DnsOptions of(List<Listener> listeners) {
        return new DnsOptions(
                listeners,
                0,
                EngineOptions.DEFAULT,
                null,
                null,
                null,
                null,
                RateLimitOptions.DEFAULT,
                StreamLimits.DEFAULT);
    }

    /** The same, on these listeners. */
    public DnsOptions on(List<Listener> listeners) {
        return new DnsOptions(listeners, threads, engine, tls, identity, version, cookieSecrets, rateLimit, streams);
    }

    /** What can't change while the sockets are open: the rest of it at its default. */
    public DnsOptions fixed() {
        List<Listener> bare = listeners.stream()
                .map(each -> new Listener(
                        each.address(), each.transport(), each.path(), List.of(), List.of(), each.proxies()))
                .toList();
        return new DnsOptions(bare, threads, engine, tls, null, null, null, RateLimitOptions.DEFAULT, streams);
    }
}
