package io.wideip.dns.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntFunction;

/**
 * Reads datagrams and writes the replies. It knows no DNS: it hands what a socket has received to that socket's
 * {@link DatagramResponder}, and sends what that says. Thread-safe.
 */
public interface DatagramEngine extends AutoCloseable {
    /** What it is, for the log: such as {@code native (recvmmsg and sendmmsg)}. */
    String description();

    /** How many threads read the sockets of one address. */
    int threads();

    /**
     * Whether each address that a wildcard stands for has to be opened by itself. Otherwise {@link #open} with the wildcard hears
     * all of them, and answers from the one that was asked.
     */
    boolean needsEach(InetAddress wildcard);

    /**
     * Whether {@link #open} with a wildcard hears at least what is sent to addresses that nobody has opened, such as those that an
     * interface gets later.
     */
    boolean hearsNew(InetAddress wildcard);

    /**
     * Opens an address's sockets and serves them.
     *
     * @param address with a port other than 0
     * @param responders gives each thread, from 0, its responder; the engine calls it for one thread no more often than it opens
     *     sockets, and uses each responder on that thread alone
     * @throws IOException with a message for people; no socket is kept then
     */
    OpenSockets open(InetSocketAddress address, IntFunction<DatagramResponder> responders) throws IOException;

    /** Datagrams that the system has dropped because a socket's buffer was full, of those that are closed, too. */
    long receiveDrops();

    /** Closes all sockets and ends the threads. */
    @Override
    void close();

    /** The sockets of one address. */
    interface OpenSockets extends AutoCloseable {
        /** Frees the address; what has been read is answered. */
        @Override
        void close();
    }
}
