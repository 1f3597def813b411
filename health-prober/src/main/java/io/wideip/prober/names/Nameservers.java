package io.wideip.prober.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;

/**
 * Asks the machine's nameservers in their order, each up to twice, until one answers. What they answer is kept as long as its
 * TTL says. Not thread-safe.
 */
final class Nameservers {
    private static final int ROUNDS = 2;
    /** A name that is new must not be missing for hours, whatever the zone's SOA record says. */
    private static final int LONGEST_ABSENCE_SECONDS = 60;

    private final Supplier<List<InetSocketAddress>> configured;
    private final Executor executor;
    private final Cache cache = new Cache(DClass.IN);
    private List<InetSocketAddress> addresses = List.of();
    private List<LookupSession> sessions = List.of();

    /** @param executor where answers are worked on; the caller's thread must be its only one */
    Nameservers(Supplier<List<InetSocketAddress>> configured, Executor executor) {
        this.configured = configured;
        this.executor = executor;
        cache.setMaxNCache(LONGEST_ABSENCE_SECONDS);
    }

    CompletionStage<LookupResult> ask(Name name, int type) {
        List<InetSocketAddress> now = configured.get();
        if (!now.equals(addresses)) {
            addresses = List.copyOf(now);
            sessions = addresses.stream().map(this::session).toList();
        }
        return sessions.isEmpty()
                ? CompletableFuture.failedFuture(new IOException("this machine has no nameserver to ask"))
                : ask(name, type, sessions, 0);
    }

    private CompletionStage<LookupResult> ask(Name name, int type, List<LookupSession> of, int turn) {
        return of.get(turn % of.size()).lookupAsync(name, type).exceptionallyCompose(thrown -> {
            boolean answered = FamilyAnswer.of(null, thrown).fault() == null;
            return answered || turn + 1 >= ROUNDS * of.size()
                    ? CompletableFuture.failedFuture(thrown)
                    : ask(name, type, of, turn + 1);
        });
    }

    private LookupSession session(InetSocketAddress address) {
        // No search path and no list of hosts: the name is asked for as it is answered to clients.
        return LookupSession.builder()
                .resolver(new Nameserver(address))
                .cache(cache)
                .executor(executor)
                .build();
    }
}
