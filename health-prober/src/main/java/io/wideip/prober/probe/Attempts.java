package io.wideip.prober.probe;

import io.wideip.config.availability.Target;
import io.wideip.prober.names.NameLookup;
import java.util.function.Consumer;

/** Where attempts run. Implementations are thread-safe and never block; what they throw is an Error, for want of memory. */
public interface Attempts extends AutoCloseable {
    /** Attempts on event loops of their own, over epoll where it is at hand. */
    static Attempts onNetty() {
        return new NettyAttempts(NameLookup.ofThisMachine(), Tls.ofThisMachine());
    }

    /**
     * Starts one attempt; if this throws, no outcome is told.
     *
     * @param target with a {@link Probe} as the options of its check
     * @param done told the outcome once, not later than the check's timeout, on a thread that it must not block
     * @return what cancels the attempt: its outcome is then undecided, unless it had ended before
     */
    Runnable start(Target target, Consumer<Attempted> done);

    /** Cancels all that still run. */
    @Override
    void close();
}
