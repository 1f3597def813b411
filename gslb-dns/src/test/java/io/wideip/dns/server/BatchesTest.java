package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BatchesTest {
    private static final int LONGEST = 100;

    private final ExtendedHandle reads = new Batches(LONGEST).newHandle();

    @Test
    void reads_once_where_few_datagrams_come() {
        assertThat(wakeUp(1)).containsExactly(4);
        assertThat(wakeUp(3)).containsExactly(4);
    }

    @Test
    void reads_on_with_more_places_while_they_are_filled() {
        assertThat(wakeUp(4 + 16 + 64 + 2)).containsExactly(4, 16, 64, 64);
    }

    @Test
    void keeps_twice_as_many_places_as_datagrams_came() {
        assertThat(wakeUp(4 + 10)).containsExactly(4, 16, 20);
        assertThat(wakeUp(10)).containsExactly(20, 20);
    }

    @Test
    void has_few_places_again_when_few_come() {
        wakeUp(4 + 16 + 64);

        assertThat(wakeUp(1)).containsExactly(64);
        assertThat(wakeUp(1)).containsExactly(4);
    }

    @Test
    void lets_other_sockets_have_their_turn_where_datagrams_have_no_end() {
        wakeUp(4 + 16 + 64);

        assertThat(wakeUp(1_000_000)).containsExactly(64, 64, 64, 64);
    }

    /** As Netty's epoll sockets call it. Gives the places of each read. */
    private int[] wakeUp(int waiting) {
        int[] places = new int[1_000];
        int count = 0;
        reads.reset(new EmbeddedChannel().config());
        do {
            ByteBuf buffer = reads.allocate(UnpooledByteBufAllocator.DEFAULT);
            int room = buffer.writableBytes();
            buffer.release();
            assertThat(room % LONGEST).isZero();
            places[count++] = room / LONGEST;
            reads.attemptedBytesRead(room);
            int read = Math.min(waiting, room / LONGEST);
            waiting -= read;
            if (read == 0) {
                reads.lastBytesRead(-1);
                break;
            }
            reads.lastBytesRead(read * LONGEST);
            reads.incMessagesRead(read);
        } while (reads.continueReading());
        reads.readComplete();
        return Arrays.copyOf(places, count);
    }
}
