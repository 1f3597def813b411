package io.wideip.prober.probe;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The addresses of VIPs that have a host name. The system's resolver blocks, so it runs on a few threads of its own, with one
 * look-up at a time for each name: a name that hangs holds one thread and no attempt beyond its timeout. The JVM keeps answers
 * for 30 seconds ({@code networkaddress.cache.ttl}).
 */
final class NameLookup implements AutoCloseable {
    static final int MOST_THREADS = 8;
    private static final int MOST_WAITING = 10_000;

    /** Who answers for a name; blocks. */
    @FunctionalInterface
    interface Resolver {
        InetAddress resolve(String name) throws UnknownHostException;
    }

    private static final class LookUp {
        final CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        volatile boolean begun;
    }

    private final Resolver resolver;
    private final Map<String, LookUp> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    NameLookup() {
        this(InetAddress::getByName);
    }

    NameLookup(Resolver resolver) {
        this(resolver, new DefaultThreadFactory("probe-names", true));
    }

    NameLookup(Resolver resolver, ThreadFactory factory) {
        this.resolver = resolver;
        threads = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The first address that the resolver gives: an address as text gives itself at once. Never blocks or throws; ends with
     * {@link UnknownHostException} where there is none, and with others where it could not be looked up.
     */
    CompletableFuture<InetAddress> find(String address) {
        if (isAddress(address)) {
            try {
                // Looks nothing up, and keeps the scope of a link-local address, which NetUtil would drop.
                return CompletableFuture.completedFuture(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        LookUp mine = new LookUp();
        LookUp others = underWay.putIfAbsent(address, mine);
        if (others != null) {
            return others.answer;
        }
        try {
            threads.execute(() -> resolve(address, mine));
        } catch (RejectedExecutionException | Error e) {
            // An Error where the system grants no thread: they end when idle, so each may have to be started again.
            underWay.remove(address, mine);
            mine.answer.completeExceptionally(e);
        }
        return mine.answer;
    }

    /** Whether a look-up of the name has been asked for and has no thread yet: others hold them all. */
    boolean isWaiting(String name) {
        LookUp lookUp = underWay.get(name);
        return lookUp != null && !lookUp.begun;
    }

    static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void resolve(String name, LookUp lookUp) {
        lookUp.begun = true;
        InetAddress address;
        try {
            address = resolver.resolve(name);
        } catch (UnknownHostException | RuntimeException | Error e) {
            underWay.remove(name, lookUp);
            lookUp.answer.completeExceptionally(e);
            return;
        }
        underWay.remove(name, lookUp);
        lookUp.answer.complete(address);
    }
}
