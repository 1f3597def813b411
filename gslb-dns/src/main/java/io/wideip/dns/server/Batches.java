package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How many datagrams epoll's sockets read with one system call. Each place in the call costs Netty some work, even if
 * no datagram comes for it. So there are about twice as many places as datagrams came last. A read that brings few is
 * the last one of its wake-up: one more would nearly always find nothing, and epoll tells when there is something.
 */
final class Batches implements RecvByteBufAllocator {
    /** The places of the first read; fewer datagrams than these are few. */
    static final int LEAST = 4;

    /** The places of a read at most. More make the first datagram wait. */
    static final int MOST = 64;

    /** Datagrams read at one wake-up, while there are any. More make other sockets of the event loop wait. */
    private static final int MOST_A_WAKE_UP = 4 * MOST;

    private final int longest;

    /** @param longest octets read of a datagram */
    Batches(int longest) {
        this.longest = longest;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Reads(longest);
    }

    /** Those of one socket; belongs to its event loop. */
    private static final class Reads extends DelegatingHandle implements ExtendedHandle {
        private final int longest;
        private int places = LEAST;
        private int datagrams;
        private int inAll;

        Reads(int longest) {
            super(new FixedRecvByteBufAllocator(longest).newHandle()); // Its counts of octets are not used.
            this.longest = longest;
        }

        @Override
        public void reset(ChannelConfig config) {
            super.reset(config);
            datagrams = 0;
            inAll = 0;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(guess());
        }

        @Override
        public int guess() {
            return places * longest;
        }

        @Override
        public void incMessagesRead(int read) {
            datagrams = read;
            inAll += read;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
            boolean wereFew = datagrams < LEAST;
            places = datagrams == places ? Math.min(MOST, 4 * places) : Math.max(LEAST, Math.min(MOST, 2 * datagrams));
            return !wereFew && inAll < MOST_A_WAKE_UP;
        }

        @Override
        public boolean continueReading() {
            return continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER);
        }
    }
}
