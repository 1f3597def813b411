package io.wideip.dns.server.epoll;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** One read of a connection for each wake-up, so that a client with much to ask does not hold up the others. */
final class SingleReads implements RecvByteBufAllocator {
    private final int octets;

    /** @param octets of a read at most */
    SingleReads(int octets) {
        this.octets = octets;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty declares it so.
    public Handle newHandle() {
        return new Reads(octets);
    }

    /** Those of one connection; belongs to its event loop. */
    private static final class Reads implements ExtendedHandle {
        private final int octets;
        private int attempted;
        private int last;

        Reads(int octets) {
            this.octets = octets;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(octets);
        }

        @Override
        public int guess() {
            return octets;
        }

        @Override
        public void reset(ChannelConfig config) {}

        @Override
        public void incMessagesRead(int messages) {}

        @Override
        public void lastBytesRead(int read) {
            last = read;
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public void attemptedBytesRead(int attempted) {
            this.attempted = attempted;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
            return false;
        }

        @Override
        public boolean continueReading() {
            return false;
        }

        @Override
        public void readComplete() {}
    }
}
