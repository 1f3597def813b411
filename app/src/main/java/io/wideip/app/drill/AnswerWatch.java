package io.wideip.app.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.xbill.DNS.Type;

/** Watches what every name server answers, by asking it. One thread at a time. */
public final class AnswerWatch implements AutoCloseable {
    private static final int THREADS = 8;
    /** After each question: 400 a second are less than half of what rate limiting leaves to a network, which resolvers share. */
    private static final long PACE_MILLIS = 20;
    /** Between two rounds: times are known as exactly as a round takes, and never told too short. */
    private static final long PAUSE_MILLIS = 100;
    /** In them most turns are seen. */
    private static final int ROUNDS_BEFORE = 4;

    private final List<WatchedAnswer> all = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread asking = new Thread(work, "drill-ask");
        asking.setDaemon(true);
        return asking;
    });

    /** @param serversByZone those of the zone of each wide IP */
    public AnswerWatch(Collection<DrilledWideIp> wideIps, Map<String, List<NameServer>> serversByZone) {
        for (DrilledWideIp wideIp : wideIps) {
            boolean four = wideIp.leaving().stream().anyMatch(each -> !each.contains(":"));
            boolean six = wideIp.leaving().stream().anyMatch(each -> each.contains(":"));
            for (NameServer server : serversByZone.getOrDefault(wideIp.zone(), List.of())) {
                if (four) {
                    all.add(new WatchedAnswer(wideIp, server, Type.A));
                }
                if (six) {
                    all.add(new WatchedAnswer(wideIp, server, Type.AAAA));
                }
            }
        }
    }

    /** How it is before: which are answered with the datacenter, and with which TTL. */
    public void before() throws InterruptedException {
        for (int round = 0; round < ROUNDS_BEFORE; round++) {
            ask(all);
        }
        all.removeIf(each -> !each.isSeen());
    }

    /** How many were answered with the datacenter before, by any name server. */
    public int wideIps() {
        return (int) all.stream().map(WatchedAnswer::wideIp).distinct().count();
    }

    /** Those that were answered with the datacenter before. */
    List<WatchedAnswer> answered() {
        return all;
    }

    /** Returns when all answers have moved, or at the end of the time. */
    public void untilMoved(Duration most) throws InterruptedException {
        all.forEach(WatchedAnswer::forget);
        until(most, WatchedAnswer::hasMoved);
    }

    /** Returns when all answers have had the datacenter again, or at the end of the time. */
    public void untilBack(Duration most) throws InterruptedException {
        all.forEach(WatchedAnswer::forget);
        until(most, WatchedAnswer::isSeen);
    }

    private void until(Duration most, Predicate<WatchedAnswer> settled) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() - end < 0) {
            List<WatchedAnswer> open =
                    all.stream().filter(each -> !settled.test(each)).toList();
            if (open.isEmpty()) {
                return;
            }
            ask(open);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void ask(List<WatchedAnswer> some) throws InterruptedException {
        List<Future<?>> asked = new ArrayList<>();
        some.forEach(each -> asked.add(threads.submit(() -> {
            each.ask();
            Thread.sleep(PACE_MILLIS);
            return null;
        })));
        for (Future<?> each : asked) {
            try {
                each.get();
            } catch (ExecutionException defect) {
                throw new IllegalStateException(defect.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
