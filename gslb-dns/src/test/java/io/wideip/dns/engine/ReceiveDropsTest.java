package io.wideip.dns.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReceiveDropsTest {
    private final ReceiveDrops<AtomicLong> drops = new ReceiveDrops<>(AtomicLong::get);

    @Test
    void whatClosedSocketsHaveDroppedStays() {
        AtomicLong first = new AtomicLong();
        AtomicLong second = new AtomicLong();
        drops.add(first);
        drops.add(second);
        first.set(3);
        second.set(4);
        drops.look(first);
        assertThat(drops.sum()).isEqualTo(7);

        first.set(5);
        drops.look(first);
        first.set(0);
        drops.remove(first);
        assertThat(drops.sum()).isEqualTo(9);
        drops.remove(first);
        drops.look(first);
        assertThat(drops.sum()).isEqualTo(9);
    }

    /** Some end without a word before. */
    @Test
    void aSocketThatIsClosedAlreadyCountsAsItWasSeenLast() {
        AtomicLong socket = new AtomicLong(3);
        drops.add(socket);
        assertThat(drops.sum()).isEqualTo(3);
        socket.set(0);
        assertThat(drops.sum()).isEqualTo(3);
        drops.remove(socket);
        assertThat(drops.sum()).isEqualTo(3);
    }
}
