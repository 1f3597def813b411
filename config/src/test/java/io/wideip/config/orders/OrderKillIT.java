package io.wideip.config.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.orders.KillingDisk.Step;
import io.wideip.config.standing.Drain;
import io.wideip.config.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed (SIGKILL) at each step of writing an order: after the restart the order is there whole, or it was never
 * acknowledged. The order before it is always there.
 */
@Timeout(60)
final class OrderKillIT {
    private static final int KILLED = 128 + 9;

    @TempDir
    Path directory;

    /** The process that is killed: gives one order, and another one whose writing ends at the step. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            KillingDisk disk = new KillingDisk();
            Orders orders = new Orders(InstantSource.system());
            orders.remember(StateDirectory.at(disk.path(Path.of(arguments[0]))));
            orders.give(order("first"));
            System.out.println("acknowledged first");
            disk.killAt(Step.valueOf(arguments[1]));
            orders.give(order("second"));
            disk.reached(Step.BEFORE_ACKNOWLEDGEMENT);
            System.out.println("acknowledged second");
            disk.reached(Step.AFTER_ACKNOWLEDGEMENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedIsThereWhole(Step step) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        step.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(writer.getInputStream().readAllBytes(), UTF_8);
        assertThat(writer.waitFor()).as("killed at the step").isEqualTo(KILLED);
        assertThat(said).startsWith("acknowledged first\n");

        Orders after = new Orders(InstantSource.system());
        after.remember(StateDirectory.at(directory));
        assertThat(directory.resolve("drains.refused")).doesNotExist();
        List<Order> kept = after.inForce();
        List<Order> both = List.of(order("first"), order("second"));
        if (said.contains("acknowledged second")) {
            assertThat(kept).isEqualTo(both);
        } else {
            assertThat(kept).isIn(both, both.subList(0, 1));
        }
        assertThat(kept.size()).isEqualTo(step.isNewThen() ? 2 : 1);
        // What the killed one left is in nobody's way.
        after.give(order("third"));
        Orders last = new Orders(InstantSource.system());
        last.remember(StateDirectory.at(directory));
        assertThat(last.inForce()).hasSize(kept.size() + 1).contains(order("third"));
    }

    private static Order order(String id) {
        return new Order(
                id, Order.Source.OPERATOR, Drain.ofDatacenter("east"), "reason of " + id, "alice", Instant.EPOCH, null);
    }
}
