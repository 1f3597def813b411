package io.wideip.dns.geo.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GatheringTest {
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
    private final CountDownLatch waits = new CountDownLatch(1);
    private final Gathering gathering = new Gathering(this::round, Duration.ofSeconds(20));

    private void round() {
        rounds.incrementAndGet();
        RuntimeException thrown = fault.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    @Test
    void whoWaitsForMoreIsInTheRoundOfTheLast() throws Exception {
        CompletableFuture<Void> first = bringAndWait();
        assertThat(rounds).hasValue(0);
        gathering.bring(() -> false);
        first.get(10, SECONDS);
        assertThat(rounds).hasValue(1);
        gathering.bring(() -> false);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void aFailureIsThatOfAllWhoAreInTheRound() throws Exception {
        CompletableFuture<Void> first = bringAndWait();
        fault.set(new IllegalStateException("no memory"));
        assertThatThrownBy(() -> gathering.bring(() -> false)).hasMessage("no memory");
        assertThatThrownBy(() -> first.get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no memory");
        fault.set(null);
        gathering.bring(() -> false);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void aFileThatIsAlwaysWrittenToHoldsUpNoOther() {
        new Gathering(this::round, Duration.ofMillis(1)).bring(() -> true);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void whenClosedNobodyWaits() throws Exception {
        CompletableFuture<Void> first = bringAndWait();
        gathering.close();
        first.get(10, SECONDS);
        assertThat(rounds).hasValue(0);
    }

    /** Returns when it waits, for the monitor is free only then. */
    private CompletableFuture<Void> bringAndWait() throws InterruptedException {
        CompletableFuture<Void> brought = CompletableFuture.runAsync(() -> gathering.bring(() -> {
            waits.countDown();
            return true;
        }));
        assertThat(waits.await(10, SECONDS)).isTrue();
        return brought;
    }
}
