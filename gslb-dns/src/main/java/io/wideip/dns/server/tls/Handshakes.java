package io.wideip.dns.server.tls;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do a handshake's arithmetic, so that the event loops go on answering UDP meanwhile. Threads and
 * waiting handshakes are few. A flood of handshakes gets its share of the processors and no more; the rest of it is
 * turned away. Thread-safe.
 */
final class Handshakes implements AutoCloseable {
    private static final int MOST_WAITING = 1_024;
    private static final int KEEP_SECONDS = 30;

    private final HandshakeTurns turns = new HandshakeTurns(MOST_WAITING);
    private final ThreadPoolExecutor threads;

    Handshakes() {
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                most,
                most,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // As long as the turns, so it has an end.
                new DefaultThreadFactory("tls", true));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs it when it is its client's turn, or never.
     *
     * @throws RejectedExecutionException when too many wait and this is the one that goes: the handshake fails, and its connection
     *     ends
     */
    void execute(HandshakeTurns.Waiting handshake) {
        HandshakeTurns.@Nullable Waiting gone = turns.add(handshake);
        if (gone == null) {
            threads.execute(this::next);
        } else if (gone.equals(handshake)) {
            throw new RejectedExecutionException("too many handshakes wait");
        } else {
            gone.turnAway().run();
        }
    }

    /**
     * Passes over handshakes whose clients are gone. One that found no thread when it came is passed over by that, too.
     */
    private void next() {
        HandshakeTurns.Waiting handshake = turns.next();
        while (handshake != null && !handshake.isWanted().getAsBoolean()) {
            handshake = turns.next();
        }
        if (handshake != null) {
            handshake.arithmetic().run();
        }
    }

    /** What has begun goes on; what waits is dropped with its connection. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
