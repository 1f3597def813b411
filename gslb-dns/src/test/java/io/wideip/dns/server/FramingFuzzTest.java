package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wideip.dns.SampleStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.provider.MethodSource;

/** However a stream is cut into segments, the same messages come out, and what waits takes no more memory than has come. */
final class FramingFuzzTest {
    private static final byte[] MESSAGE = new byte[65_535];

    static Collection<byte[]> seeds() {
        return SampleStreams.all();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyStream(byte[] stream) {
        List<byte[]> whole = SampleStreams.messages(stream);
        // The same stream is always cut alike, so that what is found once is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(stream));
        for (int longest : new int[] {1, 2 + random.nextInt(30), 1 + stream.length}) {
            assertThat(segmented(stream, longest, random)).containsExactlyElementsOf(whole);
        }
    }

    private static List<byte[]> segmented(byte[] stream, int longest, SplittableRandom random) {
        Framing framing = new Framing();
        List<byte[]> messages = new ArrayList<>();
        int taken = 0;
        for (int at = 0; at < stream.length; ) {
            int length = Math.min(stream.length - at, 1 + random.nextInt(longest));
            ByteBuf segment = Unpooled.wrappedBuffer(stream, at, length);
            at += length;
            int message;
            while ((message = framing.next(segment, MESSAGE)) != Framing.NONE) {
                messages.add(Arrays.copyOf(MESSAGE, message));
                taken += message + 2;
                assertThat(framing.held()).isZero();
            }
            assertThat(segment.readableBytes()).isZero();
            assertThat(framing.held()).isBetween(at - taken, 2 * (at - taken));
        }
        return messages;
    }
}
