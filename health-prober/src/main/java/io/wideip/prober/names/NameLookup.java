package io.wideip.prober.names;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of VIPs that have a host name: first as this machine's list of hosts has them, then as the DNS does, asked for
 * the full name without a search list. A name whose look-up fails, or takes long, keeps the addresses that it last had.
 * Thread-safe; one thread of its own holds all state, and never waits.
 */
public final class NameLookup implements AutoCloseable {
    /** Names that are looked up at once, each of which holds two sockets. */
    static final int MOST_AT_ONCE = 100;
    /** Names whose addresses are kept; those that nobody asked for go first. */
    private static final int MOST_NAMES = 50_000;

    private static final long LOG_APART_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Logger log = LoggerFactory.getLogger(NameLookup.class);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("probe-names", true));
    private final Nameservers nameservers;
    private final HostsFile hosts;
    // From here on: only on the thread.
    private final Map<String, LookedUpName> names = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LookedUpName> eldest) {
            return size() > MOST_NAMES && !eldest.getValue().isUnderWay();
        }
    };
    private final Queue<LookedUpName> waiting = new ArrayDeque<>();
    private int underWay;
    private long loggedNanos = System.nanoTime() - LOG_APART_NANOS;

    /**
     * @param configured the nameservers to ask, in their order; asked for again at each look-up
     * @param hosts a list of names in the form of {@code /etc/hosts}
     */
    public NameLookup(Supplier<List<InetSocketAddress>> configured, Path hosts) {
        thread.setRemoveOnCancelPolicy(true);
        thread.prestartAllCoreThreads();
        nameservers = new Nameservers(configured, this::execute);
        this.hosts = new HostsFile(hosts);
    }

    /** As this machine is configured: {@code /etc/hosts} and the nameservers of {@code /etc/resolv.conf}. */
    public static NameLookup ofThisMachine() {
        return new NameLookup(new SystemNameservers(), Path.of("/etc/hosts"));
    }

    /**
     * Looks a name up. The answer always comes, though maybe late, and never as an exception; it comes on this class's thread,
     * which it must not hold up.
     *
     * @param patience how long the answer may take where there are addresses that the name last had
     */
    public CompletableFuture<NameAnswer> find(String name, Duration patience) {
        CompletableFuture<NameAnswer> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> join(name, answer, patience));
        } catch (RejectedExecutionException closed) {
            answer.complete(new NameAnswer.Unknown("names are looked up no more"));
        }
        return answer;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void join(String text, CompletableFuture<NameAnswer> answer, Duration patience) {
        LookedUpName name = names.computeIfAbsent(text, LookedUpName::new);
        boolean begins = name.join(answer);
        if (begins) {
            waiting.add(name);
            startWaiting();
        }
        NameAnswer last = name.lastKnown();
        if (last != null && !answer.isDone()) {
            thread.schedule(() -> answer.complete(last), patience.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void startWaiting() {
        while (underWay < MOST_AT_ONCE) {
            LookedUpName next = waiting.poll();
            if (next == null) {
                return;
            }
            underWay++;
            new LookUp(next.text(), nameservers, hosts, thread)
                    .begin()
                    .whenComplete((answer, thrown) -> execute(() ->
                            ended(next, thrown == null ? answer : new NameAnswer.Unknown(String.valueOf(thrown)))));
        }
    }

    private void ended(LookedUpName name, NameAnswer answer) {
        underWay--;
        if (answer instanceof NameAnswer.Unknown unknown && System.nanoTime() - loggedNanos >= LOG_APART_NANOS) {
            loggedNanos = System.nanoTime();
            log.warn(
                    "{} can't be looked up, nor may others; where their addresses were known these are checked: {}",
                    name.text(),
                    unknown.reason());
        }
        name.end(answer);
        startWaiting();
    }

    private void execute(Runnable step) {
        try {
            thread.execute(step);
        } catch (RejectedExecutionException closed) {
            // Whoever still waits has been cancelled with all attempts.
        }
    }
}
