package io.wideip.dns.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.server.tls.HandshakeTurns.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HandshakeTurnsTest {
    private final HandshakeTurns turns = new HandshakeTurns(4);
    private int made;

    /** Tells handshakes of one client from one another. */
    private record Numbered(int number) implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void whoBeginsManyWaitsForItsOwnAndOthersDoNot() {
        Waiting first = begin(1);
        Waiting second = begin(1);
        Waiting third = begin(1);
        Waiting other = begin(2);
        assertThat(inTheirOrder()).containsExactly(first, other, second, third);
    }

    @Test
    void clientsTakeTurns() {
        Waiting[] waiting = {begin(1), begin(1), begin(2), begin(2)};
        assertThat(inTheirOrder()).containsExactly(waiting[0], waiting[2], waiting[1], waiting[3]);
    }

    @Test
    void whereTooManyWaitTheLastOfTheClientWithTheMostGoes() {
        Waiting first = begin(1);
        Waiting second = begin(2);
        Waiting third = begin(2);
        Waiting fourth = begin(2);
        Waiting newcomer = handshake(3);
        assertThat(turns.add(newcomer)).isEqualTo(fourth);
        assertThat(inTheirOrder()).containsExactly(first, second, newcomer, third);
    }

    @Test
    void theNewcomerGoesWhereItsClientHasAsManyAsAnyOther() {
        List<Waiting> waiting = List.of(begin(1), begin(2), begin(3), begin(4));
        Waiting alone = handshake(5);
        assertThat(turns.add(alone)).isEqualTo(alone);
        Waiting again = handshake(1);
        assertThat(turns.add(again)).isEqualTo(again);
        assertThat(inTheirOrder()).containsExactlyElementsOf(waiting);
    }

    @Test
    void hasRoomAgainForEachThatHadItsTurn() {
        for (int i = 0; i < 100; i++) {
            begin(i % 3);
            assertThat(turns.next()).isNotNull();
        }
        assertThat(turns.next()).isNull();
        List<Waiting> waiting = List.of(begin(7), begin(7), begin(7), begin(7));
        assertThat(inTheirOrder()).containsExactlyElementsOf(waiting);
    }

    private Waiting begin(long client) {
        Waiting handshake = handshake(client);
        assertThat(turns.add(handshake)).isNull();
        return handshake;
    }

    private Waiting handshake(long client) {
        made++;
        return new Waiting(client, new Numbered(made), () -> true, new Numbered(made));
    }

    private List<Waiting> inTheirOrder() {
        List<Waiting> all = new ArrayList<>();
        for (@Nullable Waiting next = turns.next(); next != null; next = turns.next()) {
            all.add(next);
        }
        return all;
    }
}
