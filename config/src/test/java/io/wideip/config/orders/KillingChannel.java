package io.wideip.config.orders;

import io.wideip.config.orders.KillingDisk.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A channel that tells what was reached. */
final class KillingChannel extends FileChannel {
    private final FileChannel real;
    private final boolean isDirectory;
    private final Consumer<Step> reached;

    KillingChannel(FileChannel real, boolean isDirectory, Consumer<Step> reached) {
        this.reached = reached;
        this.real = real;
        this.isDirectory = isDirectory;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        reached.accept(Step.BEFORE_WRITE);
        int half = from.remaining() / 2;
        ByteBuffer first = from.slice(from.position(), half);
        int written = real.write(first);
        reached.accept(Step.HALF_WRITTEN);
        from.position(from.position() + written);
        written += real.write(from);
        reached.accept(Step.AFTER_WRITE);
        return written;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        real.force(metadata);
        reached.accept(isDirectory ? Step.AFTER_DIRECTORY_FLUSH : Step.AFTER_FLUSH);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return real.read(to);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        return real.read(to, offset, length);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer to, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
