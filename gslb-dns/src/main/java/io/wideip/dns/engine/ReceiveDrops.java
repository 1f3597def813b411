package io.wideip.dns.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Datagrams that the system has dropped because a socket's buffer was full: of the sockets that are open, and of those that were. The
 * sum never falls. Thread-safe.
 */
public final class ReceiveDrops<S> {
    private final ToLongFunction<S> ofSocket;
    /** Of each open socket, which equals itself alone, as it was looked at last. */
    private final Map<S, Long> open = new HashMap<>();

    private long ofClosed;

    /** @param ofSocket asks the system; 0 where it does not tell */
    public ReceiveDrops(ToLongFunction<S> ofSocket) {
        this.ofSocket = ofSocket;
    }

    public synchronized void add(S socket) {
        open.put(socket, 0L);
    }

    /** To be called before a socket is closed: with it the system forgets its count. */
    public synchronized void look(S socket) {
        open.computeIfPresent(socket, this::newest);
    }

    /** The socket is closed, or will be at once: it is not looked at any more. */
    public synchronized void remove(S socket) {
        Long last = open.remove(socket);
        ofClosed += last == null ? 0 : last;
    }

    public synchronized long sum() {
        open.replaceAll(this::newest);
        return ofClosed + open.values().stream().mapToLong(Long::longValue).sum();
    }

    private long newest(S socket, long before) {
        return Math.max(before, ofSocket.applyAsLong(socket));
    }
}
