package io.wideip.dns.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.wideip.config.StreamLimits;
import io.wideip.dns.TestCatalog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** The clock and the two event loops are the test's. */
final class ConnectionsTest {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration MESSAGE = Duration.ofSeconds(3);

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private long millis = 1;
    private Connections connections = connections(8, 4);
    private LoopConnections first = connections.add(tasks::add);
    private LoopConnections second = connections.add(tasks::add);

    private void limits(int most, int perClient) {
        connections = connections(most, perClient);
        first = connections.add(tasks::add);
        second = connections.add(tasks::add);
    }

    private Connections connections(int most, int perClient) {
        return new Connections(new StreamLimits(most, perClient, IDLE, MESSAGE), () -> millis * 1_000_000);
    }

    /** A connection of a client of its own, a moment after the last. */
    private Connection admit(LoopConnections loop) {
        return admit(loop, "192.0.2." + channels.size());
    }

    private Connection admit(LoopConnections loop, String client) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channels.add(channel);
        Connection connection = loop.admit(channel, TestCatalog.address(client), true);
        run();
        millis += 1000;
        return connection;
    }

    private void run() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /** Numbers of the connections that are closed, in the order in which they came. */
    private List<Integer> closed() {
        List<Integer> closed = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            if (!channels.get(i).isOpen()) {
                closed.add(i);
            }
        }
        return closed;
    }

    private void sweep() {
        first.sweep();
        second.sweep();
    }

    @Test
    void theOneThatIsIdleForLongestGoesWhicheverEventLoopItIsOn() {
        limits(4, 4);
        Connection oldest = admit(first);
        Connection next = admit(second);
        admit(first);
        admit(second);
        oldest.idle(); // It has asked since: now it is the youngest.
        millis += 1000;
        admit(first);
        assertThat(closed()).containsExactly(1);
        assertThat(next.isOver()).isTrue();
        admit(first);
        assertThat(closed()).containsExactly(1, 2);
        assertThat(connections.open()).isEqualTo(4);
        assertThat(connections.counts().ended(Ending.EVICTED)).isEqualTo(2);
        assertThat(connections.counts().accepted()).isEqualTo(6);
    }

    @Test
    void whereNoneIsIdleTheOldestHalfSentOneGoes() {
        limits(3, 4);
        admit(first).busy(10);
        admit(second).busy(10);
        admit(first).busy(10);
        channels.forEach(each -> assertThat(each.isOpen()).isTrue());
        admit(second);
        assertThat(closed()).containsExactly(0);
    }

    @Test
    void anIdleOneGoesBeforeAnOlderHalfSentOne() {
        limits(3, 4);
        admit(first).busy(10);
        admit(second);
        admit(first);
        admit(second);
        assertThat(closed()).containsExactly(1);
    }

    /** Else those who send half a message each would have every newcomer closed before its question comes. */
    @Test
    void aNewcomerHasAMomentBeforeItCountsAsIdle() {
        limits(2, 4);
        admit(first).busy(10);
        Connection newcomer = admit(first);
        millis -= 990;
        admit(second);
        assertThat(newcomer.isOver()).isFalse();
        assertThat(closed()).containsExactly(0);
    }

    @Test
    void theOldestIdleOneOfTheSameClientGoesWhenItsPlacesAreTaken() {
        limits(100, 2);
        admit(first, "192.0.2.1").busy(1);
        admit(second, "192.0.2.1");
        admit(first, "198.51.100.1");
        admit(first, "192.0.2.1");
        assertThat(closed()).containsExactly(1);
        admit(second, "192.0.2.1");
        assertThat(closed()).containsExactly(1, 3);
        assertThat(connections.counts().ended(Ending.PER_CLIENT)).isEqualTo(2);
        assertThat(connections.open()).isEqualTo(3);
    }

    /** Likewise behind one address, which may be that of many clients. */
    @Test
    void aNewcomerHasItsMomentAmongThoseOfItsClientToo() {
        limits(100, 2);
        admit(first, "192.0.2.1").busy(10);
        Connection newcomer = admit(second, "192.0.2.1");
        millis -= 990;
        admit(first, "192.0.2.1");
        assertThat(newcomer.isOver()).isFalse();
        assertThat(closed()).containsExactly(0);
        admit(first, "192.0.2.1");
        assertThat(closed()).containsExactly(0, 1);
    }

    @Test
    void aClientOfIpv6IsItsNetworkOf64Bits() {
        limits(100, 1);
        admit(first, "2001:db8:0:1::1");
        admit(first, "2001:db8:0:2::1");
        admit(first, "2001:db8:0:1:ffff::9");
        assertThat(closed()).containsExactly(0);
    }

    @Test
    void aPlaceThatIsGivenUpIsFree() {
        limits(2, 1);
        for (int i = 0; i < 5; i++) {
            admit(first, "192.0.2.1");
            channels.get(i).close();
            run();
        }
        assertThat(connections.open()).isZero();
        assertThat(connections.counts().ended(Ending.CLIENT)).isEqualTo(5);
    }

    @Test
    void idleOnesEndWhenTheirTimeIsOver() {
        limits(100, 100);
        admit(first);
        Connection asked = admit(second);
        millis = 9_000;
        asked.busy(1);
        asked.idle();
        sweep();
        assertThat(closed()).isEmpty();
        millis = 10_001;
        sweep();
        assertThat(closed()).containsExactly(0);
        millis = 19_000;
        sweep();
        assertThat(closed()).containsExactly(0, 1);
        assertThat(connections.counts().ended(Ending.IDLE)).isEqualTo(2);
    }

    @Test
    void whatIsUnderWayEndsWhenItsTimeIsOverHoweverItDribbles() {
        limits(100, 100);
        Connection slow = admit(first);
        long begun = millis;
        slow.busy(1);
        for (int octets = 2; octets < 30; octets++) {
            millis += 100;
            slow.holding(octets);
            sweep();
        }
        assertThat(closed()).isEmpty();
        millis = begun + MESSAGE.toMillis();
        sweep();
        assertThat(closed()).containsExactly(0);
        assertThat(connections.counts().ended(Ending.SLOW)).isEqualTo(1);
    }

    /** Full time up to three quarters of the places, a quarter of it with all taken. */
    @Test
    void idleTimeShrinksWhenPlacesGetShort() {
        limits(8, 100);
        long full = IDLE.toNanos();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            admit(first);
            times.add(connections.idleNanos());
        }
        assertThat(times).containsExactly(full, full, full, full, full, full, full * 5 / 8, full / 4);
    }

    @Test
    void whatAllKeepInMemoryHasACeiling() {
        limits(100, 100);
        int part = (int) (connections.mostHeld() / 3);
        admit(first).busy(part);
        admit(first).busy(part);
        admit(first).busy(part);
        assertThat(closed()).isEmpty();
        Connection last = admit(first);
        last.busy(part);
        assertThat(closed()).containsExactly(0);
        last.holding(3 * part);
        assertThat(closed()).containsExactly(0, 1, 2);
        assertThat(connections.open()).isEqualTo(1);
    }

    @Test
    void whatArrivesCountsToo() {
        limits(100, 100);
        int part = (int) (connections.mostHeld() / 3);
        Connection both = admit(first);
        both.arriving(part);
        both.busy(part);
        admit(first).arriving(part);
        assertThat(closed()).isEmpty();
        admit(first).arriving(part);
        assertThat(closed()).containsExactly(0);
        admit(first).arriving(part);
        assertThat(closed()).containsExactly(0);
    }

    @Test
    void muchThatArrivesHasTheTimeOfAMessage() {
        limits(100, 100);
        admit(first).arriving(5_000);
        Connection answered = admit(first);
        answered.arriving(5_000);
        answered.idle();
        answered.arriving(0);
        admit(first).arriving(40);
        millis += MESSAGE.toMillis();
        sweep();
        assertThat(closed()).containsExactly(0);
        millis += IDLE.toMillis();
        sweep();
        assertThat(closed()).containsExactly(0, 1, 2);
        assertThat(connections.counts().ended(Ending.IDLE)).isEqualTo(2);
    }

    @Test
    void makesRoomWhereTheSystemHasNoConnectionToGive() {
        admit(first);
        admit(second);
        connections.acceptFailed();
        run();
        assertThat(closed()).containsExactly(0);
        assertThat(connections.counts().acceptFailures()).isEqualTo(1);
    }

    @Test
    void isCountedOnceHoweverItEnds() {
        Connection connection = admit(first);
        connection.ending(Ending.GARBAGE);
        channels.get(0).close();
        connection.end(Ending.SLOW);
        connection.idle();
        connection.busy(5);
        assertThat(connections.counts().ended(Ending.GARBAGE)).isEqualTo(1);
        assertThat(connections.counts().ended(Ending.SLOW)).isZero();
        assertThat(connections.open()).isZero();
    }

    @Test
    void aSocketThatTakesNoSettingsAnyMoreDoesNotKeepTheOthersOpen() {
        EmbeddedChannel gone = new EmbeddedChannel() {
            @Override
            public ChannelConfig config() {
                return new DefaultChannelConfig(this) {
                    @Override
                    public <T> boolean setOption(ChannelOption<T> option, T value) {
                        throw new ChannelException("Invalid argument");
                    }
                };
            }
        };
        channels.add(gone);
        first.admit(gone, TestCatalog.address("192.0.2.1"), true).busy(1);
        admit(first).busy(1);
        millis += MESSAGE.toMillis();
        sweep();
        assertThat(closed()).containsExactly(0, 1);
        assertThat(connections.counts().ended(Ending.SLOW)).isEqualTo(2);
    }

    @Test
    void whatIsCaughtIsLaidToWhomItComesFrom() {
        admit(first).failed(new IOException("Connection reset by peer"));
        admit(first).failed(new DecoderException(new SSLException("Tag mismatch")));
        admit(first).failed(new RejectedExecutionException("the event loop has ended"));
        channels.forEach(EmbeddedChannel::close);
        assertThat(connections.counts().ended(Ending.CLIENT)).isEqualTo(1);
        assertThat(connections.counts().ended(Ending.GARBAGE)).isEqualTo(1);
        assertThat(connections.counts().ended(Ending.FAILURE)).isEqualTo(1);
    }
}
