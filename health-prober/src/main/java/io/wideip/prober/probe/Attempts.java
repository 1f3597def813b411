package io.wideip.prober.probe;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.config.standing.Target;
import io.wideip.prober.names.NameLookup;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Where attempts run. Implementations are thread-safe and never block; what they throw is an Error, for want of memory. */
public interface Attempts extends AutoCloseable {
    /**
     * Attempts on event loops of their own, over epoll where it is at hand.
     *
     * @param lateNanos told by how much the loops run late
     */
    static Attempts onNetty(LongConsumer lateNanos) {
        return new NettyAttempts(
                NameLookup.ofThisMachine(), Tls.ofThisMachine(), new DefaultThreadFactory("probes", true), lateNanos);
    }

    /**
     * Starts one attempt; if this throws, no outcome is told.
     *
     * @param target with a {@link Probe} as the options of its check
     * @param patient whether its timeout passes only while its event loop is in time
     * @param done told the outcome once, not later than the check's timeout if its event loop is in time, on a thread that it must not block
     * @return what cancels the attempt: its outcome is then undecided, unless it had ended before
     */
    Runnable start(Target target, boolean patient, Consumer<Attempted> done);

    /** Cancels all that still run. */
    @Override
    void close();
}
