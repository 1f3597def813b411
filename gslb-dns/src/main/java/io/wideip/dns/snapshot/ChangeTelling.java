package io.wideip.dns.snapshot;

import io.wideip.dns.change.AnswersChange;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what has changed. Thread-safe. */
final class ChangeTelling {
    private static final Logger LOG = LoggerFactory.getLogger("compile");

    private volatile AnswersChange.Listener listener = change -> {};

    void to(AnswersChange.Listener of) {
        listener = of;
    }

    /** What is answered already must not fail for what is told of it. */
    void tell(Supplier<List<AnswersChange>> changes) {
        try {
            changes.get().forEach(listener::changed);
        } catch (RuntimeException | Error defect) {
            LOG.error("answers were changed, and what has changed can't be told", defect);
        }
    }
}
