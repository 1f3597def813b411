package io.wideip.dns.server;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Which of this process's calls of one kind fail, where {@code faulty_calls.c} is loaded; it has the same layout. */
final class FaultPlan {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int ENOBUFS = 105;
    /** No error: the call takes half of what it is given. */
    static final int HALF = -1;

    private static final int LENGTH = 16;
    /** Octets of the file of both plans. */
    static final int FILE_LENGTH = 2 * LENGTH;

    private static final int ERROR = 0;
    private static final int EVERY = 4;
    private static final int FAULTS = 12;

    private final MappedByteBuffer plan;

    private FaultPlan(int at) throws IOException {
        Path file = Path.of(System.getenv("FAULTY_CALLS"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            plan = channel.map(FileChannel.MapMode.READ_WRITE, at, LENGTH);
        }
        plan.order(ByteOrder.nativeOrder());
    }

    static FaultPlan ofSends() throws IOException {
        return new FaultPlan(0);
    }

    static FaultPlan ofReceives() throws IOException {
        return new FaultPlan(LENGTH);
    }

    /** Has one of so many calls fail from now on. */
    void fail(int error, int every) {
        plan.putInt(EVERY, 0).putInt(ERROR, error).putInt(EVERY, every);
    }

    void heal() {
        plan.putInt(EVERY, 0);
    }

    /** How many calls have failed so far. */
    int faults() {
        return plan.getInt(FAULTS);
    }
}
