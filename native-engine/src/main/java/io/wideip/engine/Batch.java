package io.wideip.engine;

import io.wideip.dns.engine.DatagramResponder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The memory of one thread, outside the heap: places for {@value #MOST} datagrams and as many replies, with the headers by which the
 * system reads and writes them. A reply's header points to the sender and to the address asked where the system has put these.
 * One thread owns it.
 *
 * <pre>
 * mmsghdr  0 name, pointer | 8 its octets | 16 buffers, pointer | 24 how many | 32 control, pointer | 40 its octets | 48 flags
 *         56 octets of the datagram | 64
 * iovec    0 buffer, pointer | 8 its octets | 16
 * </pre>
 */
final class Batch {
    /** Datagrams that one system call takes at most. More make the first one wait. */
    static final int MOST = 64;

    private static final int HEADER = 64;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int BUFFERS = 16;
    private static final int BUFFER_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int LENGTH = 56;

    private static final int BUFFER = 16;
    private static final int BUFFER_LENGTH = 8;

    /** What an address takes, in whole words. */
    private static final int ADDRESS = 32;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    final MemorySegment errno;
    final MemorySegment received;
    private final MemorySegment replies;
    private final MemorySegment replyBuffers;
    private final MemorySegment senders;
    private final MemorySegment queries;
    private final MemorySegment answers;
    private final AddressAsked asked;
    private final DatagramResponder responder;
    private final int longestQuery;
    private final int longestReply;

    /** @param asked finds the address that was asked, and has the reply come from it */
    Batch(Arena arena, DatagramResponder responder, AddressAsked asked) {
        this.responder = responder;
        this.asked = asked;
        longestQuery = responder.query().length;
        longestReply = responder.reply().length;
        errno = arena.allocate(Linux.ERRNO_BYTES, Long.BYTES);
        received = arena.allocate((long) MOST * HEADER, Long.BYTES);
        replies = arena.allocate((long) MOST * HEADER, Long.BYTES);
        replyBuffers = arena.allocate((long) MOST * BUFFER, Long.BYTES);
        senders = arena.allocate((long) MOST * ADDRESS, Long.BYTES);
        queries = arena.allocate((long) MOST * longestQuery, Long.BYTES);
        answers = arena.allocate((long) MOST * longestReply, Long.BYTES);
        MemorySegment queryBuffers = arena.allocate((long) MOST * BUFFER, Long.BYTES);
        for (int i = 0; i < MOST; i++) {
            buffer(queryBuffers, i, queries, longestQuery);
            buffer(replyBuffers, i, answers, longestReply);
            header(received, i, queryBuffers);
            header(replies, i, replyBuffers);
            received.set(LONG, (long) i * HEADER + NAME, senders.address() + (long) i * ADDRESS);
            received.set(LONG, (long) i * HEADER + CONTROL, asked.control(i));
        }
        makeReady();
    }

    /**
     * Tries the two calls of a batch, on no socket: a sandbox may forbid them. Linux looks at the socket first, an emulator of its calls
     * (qemu-user) at the header and the buffers: so there is one of each.
     *
     * @throws LinkageError where Java can't make them: the first use of {@link Linux} looks for them
     * @throws IOException in the system's words, where it does not have them
     */
    static void require() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linux.ERRNO_BYTES, Long.BYTES);
            MemorySegment header = arena.allocate(HEADER, Long.BYTES);
            header(header, 0, arena.allocate(BUFFER, Long.BYTES));
            Linux.receive(errno, Linux.NO_SOCKET, header, 1, 0);
            int receiving = Linux.errno(errno);
            Linux.send(errno, Linux.NO_SOCKET, header, 1, 0);
            int sending = Linux.errno(errno);
            if (receiving != Linux.EBADF || sending != Linux.EBADF) {
                throw Linux.failure(receiving == Linux.EBADF ? sending : receiving);
            }
        }
    }

    private static void buffer(MemorySegment buffers, int i, MemorySegment memory, int length) {
        buffers.set(LONG, (long) i * BUFFER, memory.address() + (long) i * length);
        buffers.set(LONG, (long) i * BUFFER + BUFFER_LENGTH, length);
    }

    private static void header(MemorySegment headers, int i, MemorySegment buffers) {
        headers.set(LONG, (long) i * HEADER + BUFFERS, buffers.address() + (long) i * BUFFER);
        headers.set(LONG, (long) i * HEADER + BUFFER_COUNT, 1);
    }

    /** Has all places take datagrams, whatever has become of those that were there. */
    void makeReady() {
        for (int i = 0; i < MOST; i++) {
            makeReady(i);
        }
    }

    /** The system writes over these. */
    private void makeReady(int i) {
        received.set(INT, (long) i * HEADER + NAME_LENGTH, SocketAddress.LONGEST);
        received.set(LONG, (long) i * HEADER + CONTROL_LENGTH, asked.room());
    }

    /**
     * Answers what was received.
     *
     * @param count datagrams, in the first places
     * @return replies, in the first places
     */
    int answer(int count) {
        int written = 0;
        for (int i = 0; i < count; i++) {
            int reply = answer(i, received.get(INT, (long) i * HEADER + LENGTH));
            if (reply > 0) {
                address(written, i);
                replyBuffers.set(LONG, (long) written * BUFFER + BUFFER_LENGTH, reply);
                MemorySegment.copy(
                        responder.reply(), 0, answers, ValueLayout.JAVA_BYTE, (long) written * longestReply, reply);
                written++;
            }
            makeReady(i);
        }
        return written;
    }

    private int answer(int i, int length) {
        if (received.get(INT, (long) i * HEADER + NAME_LENGTH) == 0) {
            // From nobody: so the system tells that the socket is being closed.
            return 0;
        }
        if (!asked.read(i, received.get(LONG, (long) i * HEADER + CONTROL_LENGTH))) {
            return 0;
        }
        long sender = (long) i * ADDRESS;
        boolean ipv4 = SocketAddress.isIpv4(senders, sender);
        responder
                .sender()
                .set(ipv4, SocketAddress.high(senders, sender, ipv4), SocketAddress.low(senders, sender, ipv4));
        MemorySegment.copy(queries, ValueLayout.JAVA_BYTE, (long) i * longestQuery, responder.query(), 0, length);
        return responder.respond(length, SocketAddress.port(senders, sender));
    }

    /** The reply goes to whom the datagram came from, and comes from the address that was asked. */
    private void address(int reply, int datagram) {
        long to = (long) reply * HEADER;
        long from = (long) datagram * HEADER;
        replies.set(LONG, to + NAME, received.get(LONG, from + NAME));
        replies.set(INT, to + NAME_LENGTH, received.get(INT, from + NAME_LENGTH));
        replies.set(LONG, to + CONTROL, received.get(LONG, from + CONTROL));
        replies.set(LONG, to + CONTROL_LENGTH, received.get(LONG, from + CONTROL_LENGTH));
    }

    /** The headers of the replies from one on. */
    MemorySegment replies(int from) {
        return from == 0 ? replies : replies.asSlice((long) from * HEADER);
    }
}
