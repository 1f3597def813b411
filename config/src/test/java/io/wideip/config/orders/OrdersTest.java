package io.wideip.config.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Glob;
import io.wideip.config.PlannedDrain;
import io.wideip.config.standing.Drain;
import io.wideip.config.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrdersTest {
    private static final Instant START = Instant.parse("2026-11-28T22:00:00Z");

    @TempDir
    Path parent;

    private Path state;
    private Instant now = START;

    @BeforeEach
    void nameTheDirectory() {
        state = parent.resolve("state");
    }

    @Test
    void theWeightGoesDownATenthAtATimeAndIsKeptOverARestart() throws Exception {
        Order order = new Order(
                "a",
                Order.Source.OPERATOR,
                Drain.ofVip("ltm"),
                "release 12",
                "alice",
                START,
                null,
                Duration.ofMinutes(10));

        assertThat(IntStream.rangeClosed(0, 11)
                        .mapToObj(minute -> order.drainAt(START.plus(Duration.ofMinutes(minute)))
                                .left()))
                .containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 0, 0);
        assertThat(order.drainAt(START.minusSeconds(1)).left())
                .as("a clock that goes back")
                .isEqualTo(9);

        restarted().give(order);
        assertThat(restarted().all()).containsExactly(order);
    }

    @Test
    void whatIsGivenOutlastsARestart() throws IOException {
        Order all = order("a", new Drain(new Glob("*.example.com"), "east", "ltm-east"), START.plusSeconds(60));
        Order endless = order("b", Drain.ofDatacenter("west"), null);
        Orders orders = restarted();
        orders.give(all);
        orders.give(endless);
        assertThat(restarted().all()).containsExactly(all, endless);

        orders.resume("a");
        orders.resume("never given");
        assertThat(restarted().all()).containsExactly(endless).isEqualTo(orders.all());
        assertThat(orders.given("a")).isNull();
        assertThat(orders.given("b")).isEqualTo(endless);
    }

    @Test
    void whatPeopleWriteIsKeptAsOneLine() throws IOException {
        Order order = new Order(
                "a",
                Order.Source.OPERATOR,
                Drain.ofVip("ltm"),
                "one\r\ntwo\tthree \\n\u2028ümlaut ",
                "al\nice",
                START,
                null);
        assertThat(order.reason()).isEqualTo("one two three \\n ümlaut");
        assertThat(order).hasToString("drain a of VIP ltm by al ice: one two three \\n ümlaut");
        restarted().give(order);
        assertThat(restarted().all()).containsExactly(order);
    }

    @Test
    void anOrderEndsByItself() throws IOException {
        Orders orders = restarted();
        Order order = order("a", Drain.ofVip("ltm"), START.plusSeconds(60));
        orders.give(order);
        now = START.plusSeconds(60).minusNanos(1);
        assertThat(orders.inForce()).containsExactly(order);

        now = START.plusSeconds(60);
        assertThat(orders.inForce()).isEmpty();
        assertThat(orders.all()).isEmpty();
        assertThat(restarted().given("a")).isNull();
        orders.give(order("b", Drain.ofVip("ltm"), null));
        assertThat(Files.readString(state.resolve("drains"))).contains("\tb\t").doesNotContain("\ta\t");
    }

    @Test
    void theYamlsCountBesideThemInTheirWindows() throws IOException {
        Orders orders = restarted();
        Order given = order("a", Drain.ofVip("ltm"), null);
        orders.give(given);
        orders.plan(Map.of("window", planned(START.plusSeconds(10), START.plusSeconds(20))));
        assertThat(orders.inForce()).containsExactly(given);
        assertThat(orders.all()).extracting(Order::id).containsExactly("window", "a");
        assertThat(orders.given("window")).isNull();

        now = START.plusSeconds(10);
        assertThat(orders.inForce()).extracting(Order::id).containsExactly("window", "a");
        assertThat(orders.inForce().get(0))
                .hasToString("drain window of datacenter east from 2026-11-28T22:00:10Z until 2026-11-28T22:00:20Z"
                        + " by YAML: firmware");
        now = START.plusSeconds(20);
        assertThat(orders.all()).containsExactly(given);

        orders.plan(Map.of("always", planned(null, null)));
        assertThat(orders.inForce()).extracting(Order::id).containsExactly("always", "a");
        orders.plan(Map.of());
        assertThat(orders.inForce()).containsExactly(given);
        assertThat(restarted().all()).containsExactly(given);
    }

    /** Half an order would be another one. */
    @Test
    void aDamagedFileIsSetAsideAndNeverGuessed() throws IOException {
        restarted().give(order("a", new Drain(new Glob("shop.example.com"), "east", null), null));
        Path file = state.resolve("drains");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Orders orders = restarted();
            assertThat(orders.all()).as("%d octets left", length).isEmpty();
            assertThat(file).doesNotExist();
            assertThat(state.resolve("drains.refused")).hasBinaryContent(Arrays.copyOf(whole, length));
        }
        StateDirectory.at(state).file("drains", 1).save("drain\ta\t\teast\n", START);
        assertThat(restarted().all()).isEmpty();
        assertThat(file).doesNotExist();

        Files.delete(state.resolve("drains.refused"));
        Files.createDirectories(file.resolve("not a file"));
        assertThat(restarted().all()).isEmpty();
        assertThat(state.resolve("drains.refused/not a file")).exists();
    }

    /** Whatever was written of the next text when the process was killed. */
    @Test
    void untilTheNewFileIsNamedTheOldOneCounts() throws IOException {
        Orders orders = restarted();
        Order first = order("a", Drain.ofVip("ltm"), null);
        Order second = order("b", Drain.ofVip("other"), null);
        orders.give(first);
        byte[] before = Files.readAllBytes(state.resolve("drains"));
        orders.give(second);
        byte[] after = Files.readAllBytes(state.resolve("drains"));
        for (int written = 0; written <= after.length; written++) {
            Files.write(state.resolve("drains"), before);
            Files.write(state.resolve("drains.new"), Arrays.copyOf(after, written));
            Orders restarted = restarted();
            assertThat(restarted.all()).as("%d octets written", written).containsExactly(first);
            restarted.give(second);
            assertThat(restarted().all()).containsExactly(first, second);
        }
    }

    @Test
    void anOrderThatCanNotBeSavedIsNotTaken() throws IOException {
        Orders orders = restarted();
        Order first = order("a", Drain.ofVip("ltm"), null);
        orders.give(first);
        Files.createDirectory(state.resolve("drains.new"));
        assertThatThrownBy(() -> orders.give(order("b", Drain.ofVip("other"), null)))
                .isInstanceOf(NotSavedException.class)
                .hasMessageContaining("can't be written");
        assertThatThrownBy(() -> orders.resume("a")).isInstanceOf(NotSavedException.class);
        assertThat(orders.all()).containsExactly(first).isEqualTo(restarted().all());

        Files.delete(state.resolve("drains.new"));
        orders.resume("a");
        assertThat(orders.all()).isEmpty();
    }

    @Test
    void withoutADirectoryOrdersCountUntilTheRestart() throws IOException {
        Orders orders = new Orders(() -> now);
        assertThat(orders.areKept()).isFalse();
        orders.give(order("a", Drain.ofVip("ltm"), null));
        assertThat(orders.inForce()).hasSize(1);
        assertThat(restarted().areKept()).isTrue();
    }

    @Test
    void thereIsABound() throws IOException {
        Orders orders = new Orders(() -> now);
        for (int i = 0; i < Orders.MOST; i++) {
            orders.give(order("a" + i, Drain.ofVip("ltm"), START.plusSeconds(1)));
        }
        assertThatThrownBy(() -> orders.give(order("b", Drain.ofVip("ltm"), null)))
                .hasMessage("there are 1000 orders: resume some first");
        now = START.plusSeconds(1);
        orders.give(order("b", Drain.ofVip("ltm"), null));
        assertThat(orders.all()).extracting(Order::id).containsExactly("b");
    }

    private Orders restarted() {
        Orders orders = new Orders(() -> now);
        orders.remember(StateDirectory.at(state));
        return orders;
    }

    private static PlannedDrain planned(@Nullable Instant from, @Nullable Instant until) {
        return new PlannedDrain(null, "east", null, "firmware", from, until);
    }

    private static Order order(String id, Drain drain, @Nullable Instant until) {
        return new Order(id, Order.Source.OPERATOR, drain, "new firmware", "alice", START, until);
    }
}
