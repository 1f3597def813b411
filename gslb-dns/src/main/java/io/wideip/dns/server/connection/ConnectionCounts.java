package io.wideip.dns.server.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of connections. Thread-safe. */
public final class ConnectionCounts {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder acceptFailures = new LongAdder();
    private final Map<Ending, LongAdder> endings = new EnumMap<>(Ending.class);

    ConnectionCounts() {
        for (Ending ending : Ending.values()) {
            endings.put(ending, new LongAdder());
        }
    }

    /** Connections so far, those among them that were ended at once. */
    public long accepted() {
        return accepted.sum();
    }

    /** Times that the system gave no connection although one waited: it has no more open files, or no memory. */
    public long acceptFailures() {
        return acceptFailures.sum();
    }

    /** Connections so far that ended in this way. */
    public long ended(Ending ending) {
        return of(ending).sum();
    }

    void countAccepted() {
        accepted.increment();
    }

    void countAcceptFailure() {
        acceptFailures.increment();
    }

    void countEnded(Ending ending) {
        of(ending).increment();
    }

    private LongAdder of(Ending ending) {
        LongAdder adder = endings.get(ending);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + ending);
        }
        return adder;
    }
}
