package io.wideip.dns.server.tls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Handshakes that wait for a thread. Each client has one turn, then each has another. So a client that begins many
 * waits for its own, and the others don't. Thread-safe.
 */
final class HandshakeTurns {
    /**
     * One of them.
     *
     * @param client those of the same number share their turns
     * @param isWanted false once its client is gone
     * @param turnAway ends it instead
     */
    record Waiting(long client, Runnable arithmetic, BooleanSupplier isWanted, Runnable turnAway) {}

    private record Client(long number, Deque<Waiting> own) {
        Client(long number) {
            this(number, new ArrayDeque<>(1));
        }
    }

    private final int most;
    /** The one whose turn is next in front; none that waits for nothing. */
    private final Map<Long, Client> clients = new LinkedHashMap<>();

    private int waiting;

    HandshakeTurns(int most) {
        this.most = most;
    }

    /**
     * Takes in one more.
     *
     * @return the one that goes because there are too many: the last of the client with the most, which may be the new one; null
     *     while there is room
     */
    synchronized @Nullable Waiting add(Waiting handshake) {
        Client newcomer = clients.computeIfAbsent(handshake.client(), Client::new);
        newcomer.own().addLast(handshake);
        if (waiting < most) {
            waiting++;
            return null;
        }
        Client greediest = withMost(newcomer);
        Waiting gone = greediest.own().removeLast();
        if (greediest.own().isEmpty()) {
            clients.remove(greediest.number());
        }
        return gone;
    }

    /** The newcomer where others have as many, so that nobody is turned away for one that is no better off. */
    private Client withMost(Client newcomer) {
        Client most = newcomer;
        for (Client each : clients.values()) {
            most = each.own().size() > most.own().size() ? each : most;
        }
        return most;
    }

    /** Takes out the one whose turn it is; null where none waits. */
    synchronized @Nullable Waiting next() {
        Iterator<Client> each = clients.values().iterator();
        if (!each.hasNext()) {
            return null;
        }
        Client front = each.next();
        each.remove();
        Waiting handshake = front.own().removeFirst();
        waiting--;
        if (!front.own().isEmpty()) {
            clients.put(front.number(), front);
        }
        return handshake;
    }
}
