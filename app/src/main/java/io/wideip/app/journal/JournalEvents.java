package io.wideip.app.journal;

import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Changes of answers as they come, for a bounded number of readers. Thread-safe. */
public final class JournalEvents {
    /** Half of the connections that there may be, so that the others stay for questions. */
    static final int MOST_READERS = 32;

    private final Journal journal;
    private final AtomicInteger readers = new AtomicInteger();

    public JournalEvents(Journal journal) {
        this.journal = journal;
    }

    public Operation<Operation.None, JournalStream> operation() {
        return Operation.get(
                        "/events",
                        "Changes of answers as they come, as server-sent events; the header Last-Event-ID resumes.",
                        JournalStream.class,
                        this::open)
                .with("after", "begin behind the change of this id; with the next one that comes if not given");
    }

    private JournalStream open(OperationCall<Operation.None> call) throws OperationFailure {
        // A reader that comes back asks for the same path, and tells by the header how far it has come since.
        Long after = id(call.lastEventId() == null ? call.query("after") : call.lastEventId());
        if (readers.incrementAndGet() > MOST_READERS) {
            readers.decrementAndGet();
            throw OperationFailure.notReady("there are " + MOST_READERS + " readers of events already: close some");
        }
        return new JournalStream(journal, after, readers::decrementAndGet);
    }

    private static @Nullable Long id(@Nullable String written) throws OperationFailure {
        try {
            return written == null ? null : Long.valueOf(written);
        } catch (NumberFormatException none) {
            throw OperationFailure.invalid("'" + written + "' is no id of a change: write one that was sent");
        }
    }
}
