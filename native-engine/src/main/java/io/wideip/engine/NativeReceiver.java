package io.wideip.engine;

import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.ReadFailures;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one socket on one thread: waits until there are datagrams, takes all that are there, answers them and sends the replies.
 * Two system calls a batch, whether that is one datagram or many.
 */
final class NativeReceiver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("dns");
    private static final long JOIN_MILLIS = 3_000;

    private final NativeSocket socket;
    private final DatagramResponder responder;
    private final long busyPollNanos;
    private final Thread thread;
    private final ReadFailures failures;
    private volatile boolean over;

    NativeReceiver(NativeSocket socket, DatagramResponder responder, int busyPollMicros, String name) {
        this.socket = socket;
        this.responder = responder;
        failures = new ReadFailures(socket.address);
        busyPollNanos = TimeUnit.MICROSECONDS.toNanos(busyPollMicros);
        thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long receiveDrops() {
        return socket.receiveDrops();
    }

    /** Has the thread end; see {@link #close}. */
    void end() {
        over = true;
        socket.wake();
    }

    /** Frees the address, once the thread has ended. */
    void close() {
        boolean interrupted = false;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            LOG.error("the thread {} does not end: its socket stays open", thread.getName());
        } else {
            socket.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            Batch batch = new Batch(arena, responder, AddressAsked.of(socket.address, arena));
            boolean wasAsked = false;
            while (!over) {
                wasAsked = serve(batch, wasAsked);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the thread {} has failed, and answers no more", thread.getName(), e);
        }
    }

    /**
     * Serves one batch.
     *
     * @param wasAsked whether there was any datagram the last time
     * @return whether there was any
     */
    private boolean serve(Batch batch, boolean wasAsked) {
        try {
            int count = receive(batch, wasAsked);
            if (count > 0) {
                send(batch, batch.answer(count));
                return true;
            }
            if (count < 0) {
                failed(Linux.errno(batch.errno));
            }
        } catch (RuntimeException | Error e) {
            // Without its thread, the socket would still be given its share of the clients.
            batch.makeReady();
            responder.countFailure(e);
            pause();
        }
        return false;
    }

    private int receive(Batch batch, boolean wasAsked) {
        if (wasAsked && busyPollNanos > 0) {
            long start = System.nanoTime();
            do {
                int count =
                        Linux.receive(batch.errno, socket.descriptor, batch.received, Batch.MOST, Linux.MSG_DONTWAIT);
                if (count > 0 || over) {
                    return count;
                }
                Thread.onSpinWait();
            } while (System.nanoTime() - start < busyPollNanos);
        }
        return Linux.receive(batch.errno, socket.descriptor, batch.received, Batch.MOST, Linux.MSG_WAITFORONE);
    }

    /** Where the system takes no more, the rest is dropped: to wait would hold up all other clients. */
    private void send(Batch batch, int count) {
        int sent = 0;
        while (sent < count) {
            int taken =
                    Linux.send(batch.errno, socket.descriptor, batch.replies(sent), count - sent, Linux.MSG_DONTWAIT);
            if (taken > 0) {
                sent += taken;
                continue;
            }
            int errno = Linux.errno(batch.errno);
            if (errno == Linux.EINTR) {
                continue;
            }
            // It is of the first one alone (no route, a firewall), or of all.
            int lost = errno == Linux.EAGAIN || errno == Linux.ENOBUFS || errno == Linux.ENOMEM ? count - sent : 1;
            for (int i = 0; i < lost; i++) {
                responder.countDropped();
            }
            sent += lost;
        }
    }

    /** An error of one datagram that was sent before, such as a port that nobody listens on, is over with this call. */
    private void failed(int errno) {
        if (over || errno == Linux.EINTR || errno == Linux.EAGAIN) {
            return;
        }
        failures.tell(() -> String.valueOf(Linux.failure(errno).getMessage()));
        pause();
    }

    private static void pause() {
        try {
            Thread.sleep(ReadFailures.PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // Nobody but close ends this thread.
        }
    }
}
