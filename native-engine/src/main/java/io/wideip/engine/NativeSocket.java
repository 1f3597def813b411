package io.wideip.engine;

import io.wideip.dns.engine.ListenFailure;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A UDP socket of the system's, bound. Thread-safe, but for {@link #close}. */
final class NativeSocket {
    private static final int BUFFER = 4 << 20;
    /** How long a thread waits for a datagram before it looks whether it is over, if nothing has woken it. */
    private static final long LONGEST_WAIT_SECONDS = 1;

    private static final int MEMORY_COUNTS = 9;
    private static final int MEMORY_DROPS = 8;

    final int descriptor;
    final InetAddress address;

    private NativeSocket(int descriptor, InetAddress address) {
        this.descriptor = descriptor;
        this.address = address;
    }

    /** @throws IOException with a message for people; nothing is kept then */
    static NativeSocket open(InetSocketAddress address) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linux.ERRNO_BYTES, Long.BYTES);
            InetAddress host = address.getAddress();
            boolean ipv4 = host instanceof Inet4Address;
            int descriptor = Linux.socket(errno, ipv4 ? Linux.AF_INET : Linux.AF_INET6);
            if (descriptor < 0) {
                int number = Linux.errno(errno);
                throw number == Linux.EAFNOSUPPORT
                        ? ListenFailure.noFamily(address, "UDP", Linux.failure(number))
                        : ListenFailure.noSocket(address, "UDP", Linux.failure(number));
            }
            NativeSocket socket = new NativeSocket(descriptor, host);
            try {
                socket.set(arena, errno, ipv4);
                if (Linux.bind(errno, descriptor, SocketAddress.of(address, arena)) < 0) {
                    throw ListenFailure.notBound(address, "UDP", Linux.failure(Linux.errno(errno)));
                }
                return socket;
            } catch (IOException | RuntimeException | Error e) {
                socket.close();
                throw e;
            }
        }
    }

    private void set(Arena arena, MemorySegment errno, boolean ipv4) throws IOException {
        MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        // The system spreads the clients between the sockets of all threads.
        set(errno, Linux.SOL_SOCKET, Linux.SO_REUSEPORT, one);
        MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_INT, BUFFER);
        set(errno, Linux.SOL_SOCKET, Linux.SO_RCVBUF, buffer);
        set(errno, Linux.SOL_SOCKET, Linux.SO_SNDBUF, buffer);
        set(
                errno,
                Linux.SOL_SOCKET,
                Linux.SO_RCVTIMEO,
                arena.allocateFrom(ValueLayout.JAVA_LONG, LONGEST_WAIT_SECONDS, 0));
        // Forged ICMP could have replies go in fragments, which can be forged too (RFC 9715).
        set(
                errno,
                ipv4 ? Linux.IPPROTO_IP : Linux.IPPROTO_IPV6,
                ipv4 ? Linux.IP_MTU_DISCOVER : Linux.IPV6_MTU_DISCOVER,
                arena.allocateFrom(ValueLayout.JAVA_INT, Linux.PMTUDISC_OMIT));
        if (!ipv4) {
            set(errno, Linux.IPPROTO_IPV6, Linux.IPV6_V6ONLY, one);
        }
        if (address.isAnyLocalAddress()) {
            set(
                    errno,
                    ipv4 ? Linux.IPPROTO_IP : Linux.IPPROTO_IPV6,
                    ipv4 ? Linux.IP_PKTINFO : Linux.IPV6_RECVPKTINFO,
                    one);
            // Else an IPv6 address that is on no interface (a local route) could be asked, but send no reply.
            set(errno, Linux.IPPROTO_IP, Linux.IP_FREEBIND, one);
        }
    }

    private void set(MemorySegment errno, int level, int option, MemorySegment value) throws IOException {
        if (Linux.setOption(errno, descriptor, level, option, value) < 0) {
            IOException cause = Linux.failure(Linux.errno(errno));
            throw new IOException("socket option " + option + " of level " + level + ": " + cause.getMessage(), cause);
        }
    }

    /** Datagrams that the system has dropped since the socket was opened, as its buffer was full. */
    long receiveDrops() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linux.ERRNO_BYTES, Long.BYTES);
            MemorySegment counts = arena.allocate(ValueLayout.JAVA_INT, MEMORY_COUNTS);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, (int) counts.byteSize());
            int status = Linux.getOption(errno, descriptor, Linux.SOL_SOCKET, Linux.SO_MEMINFO, counts, length);
            return status < 0 ? 0 : Integer.toUnsignedLong(counts.getAtIndex(ValueLayout.JAVA_INT, MEMORY_DROPS));
        }
    }

    /** Wakes the thread that waits for a datagram; the address stays taken. */
    void wake() {
        try (Arena arena = Arena.ofConfined()) {
            Linux.shutdown(arena.allocate(Linux.ERRNO_BYTES, Long.BYTES), descriptor);
        }
    }

    /** Frees the address. Nobody may use the socket any more: its number will be another one's. */
    void close() {
        try (Arena arena = Arena.ofConfined()) {
            Linux.close(arena.allocate(Linux.ERRNO_BYTES, Long.BYTES), descriptor);
        }
    }
}
