import java.util.concurrent.atomic.LongAdder;

/** What all senders count together. */
final class Figures {
    final LongAdder sent = new LongAdder();
    final LongAdder empty = new LongAdder();
    final LongAdder replies = new LongAdder();
    /** Replies that did not come in time. */
    final LongAdder missing = new LongAdder();
    /** Datagrams that nobody waited for, or no more. */
    final LongAdder unexpected = new LongAdder();

    final LongAdder knownByUdp = new LongAdder();

    @Override
    public String toString() {
        return "sent=%d%nempty=%d%nreplies=%d%nmissing=%d%nunexpected=%d%nsane_udp=%d"
                .formatted(
                        sent.sum(),
                        empty.sum(),
                        replies.sum(),
                        missing.sum(),
                        unexpected.sum(),
                        knownByUdp.sum());
    }
}
