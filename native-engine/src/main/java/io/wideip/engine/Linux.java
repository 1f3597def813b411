package io.wideip.engine;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls, by the C library. Each takes a segment of {@link #ERRNO_BYTES} octets, in which {@link #errno} finds why it failed.
 * Thread-safe.
 */
@SuppressWarnings("restricted")
final class Linux {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_CLOEXEC = 0x80000;

    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_FREEBIND = 15;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_MTU_DISCOVER = 23;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    /** Of IPv4 and IPv6. */
    static final int PMTUDISC_OMIT = 5;

    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_REUSEPORT = 15;
    static final int SO_RCVTIMEO = 20;
    static final int SO_MEMINFO = 55;

    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_WAITFORONE = 0x10000;
    static final int SHUT_RD = 0;

    static final int NO_SOCKET = -1;

    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EAFNOSUPPORT = 97;
    static final int ENOBUFS = 105;

    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    static final long ERRNO_BYTES = CAPTURED.byteSize();
    private static final long ERRNO_AT = CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle SOCKET = handle("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = handle("bind", INT, INT, POINTER, INT);
    private static final MethodHandle SETSOCKOPT = handle("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT = handle("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle SHUTDOWN = handle("shutdown", INT, INT, INT);
    private static final MethodHandle CLOSE = handle("close", INT, INT);
    private static final MethodHandle RECVMMSG = handle("recvmmsg", INT, INT, POINTER, INT, INT, POINTER);
    private static final MethodHandle SENDMMSG = handle("sendmmsg", INT, INT, POINTER, INT, INT);

    private Linux() {}

    private static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
        return linker.downcallHandle(
                function, FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
    }

    static int errno(MemorySegment captured) {
        return captured.get(INT, ERRNO_AT);
    }

    static int socket(MemorySegment captured, int family) {
        try {
            return (int) SOCKET.invokeExact(captured, family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int bind(MemorySegment captured, int socket, MemorySegment address) {
        try {
            return (int) BIND.invokeExact(captured, socket, address, (int) address.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int setOption(MemorySegment captured, int socket, int level, int option, MemorySegment value) {
        try {
            return (int) SETSOCKOPT.invokeExact(captured, socket, level, option, value, (int) value.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** @param length octets of the value, as an int; the call changes it */
    static int getOption(
            MemorySegment captured, int socket, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            return (int) GETSOCKOPT.invokeExact(captured, socket, level, option, value, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Wakes who waits for a datagram, although the call fails for a socket that is not connected. Replies can still be sent. */
    static void shutdown(MemorySegment captured, int socket) {
        try {
            int _ = (int) SHUTDOWN.invokeExact(captured, socket, SHUT_RD);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void close(MemorySegment captured, int socket) {
        try {
            int _ = (int) CLOSE.invokeExact(captured, socket);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** How many datagrams were received, or -1. */
    static int receive(MemorySegment captured, int socket, MemorySegment headers, int count, int flags) {
        try {
            return (int) RECVMMSG.invokeExact(captured, socket, headers, count, flags, MemorySegment.NULL);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** How many datagrams were sent, or -1. */
    static int send(MemorySegment captured, int socket, MemorySegment headers, int count, int flags) {
        try {
            return (int) SENDMMSG.invokeExact(captured, socket, headers, count, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The system's words for an error. */
    static IOException failure(int errno) {
        return new IOException(Errors.text(errno));
    }

    private static Error unexpected(Throwable e) {
        return e instanceof Error error ? error : new AssertionError("a system call that throws", e);
    }

    /** Loaded only where something has failed. */
    private static final class Errors {
        private static final long LONGEST = 256;

        static String text(int errno) {
            Linker linker = Linker.nativeLinker();
            MethodHandle strerror = linker.downcallHandle(
                    linker.defaultLookup().find("strerror").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, INT));
            try {
                MemorySegment text = (MemorySegment) strerror.invokeExact(errno);
                return text.reinterpret(LONGEST).getString(0);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
    }
}
