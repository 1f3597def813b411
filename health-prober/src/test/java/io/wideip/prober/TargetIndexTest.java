package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetIndexTest {
    private static final HealthCheck CHECK = TestProber.CHECK;

    private final TargetIndex index = new TargetIndex();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderOfAddingAndRemovingIsThatOfAMap(long seed) {
        Random random = new Random(seed);
        Map<Target, Tracked> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // First it grows, then it shrinks, so that it is divided anew both ways.
            Target target = target(random.nextInt(1_000));
            boolean adds = random.nextInt(10) < (step < 10_000 ? 7 : 2);
            Tracked there = expected.get(target);
            assertThat(index.get(target)).isSameAs(there);
            if (adds && there == null) {
                expected.put(target, add(target));
            } else if (!adds) {
                assertThat(index.remove(target)).isSameAs(expected.remove(target));
            }
            if (step % 500 == 0) {
                assertThat(index).containsExactlyInAnyOrderElementsOf(expected.values());
            }
        }
        for (Target target : List.copyOf(expected.keySet())) {
            index.remove(target);
        }
        assertThat(index).isEmpty();
    }

    @Test
    void oneWhoseAddressHostOrCheckIsAnotherIsAnother() {
        HealthCheck slow =
                new HealthCheck("slow", CHECK.probe(), CHECK.interval().multipliedBy(2), CHECK.timeout(), 3, 3, 1);
        Collection<Tracked> all = List.of(
                add(new Target("192.0.2.1", CHECK, "a.example.com")),
                add(new Target("192.0.2.2", CHECK, "a.example.com")),
                add(new Target("192.0.2.1", slow, "a.example.com")),
                add(new Target("192.0.2.1", CHECK, "b.example.com")));

        for (Tracked one : all) {
            assertThat(index.get(one.target)).isSameAs(one);
        }
        assertThat(index.get(new Target("192.0.2.2", slow, "a.example.com"))).isNull();
    }

    /** Another thread asks while it is divided anew again and again. */
    @Test
    void othersFindAllThatIsThereThroughout() {
        List<Tracked> stay = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stay.add(add(target(i)));
        }
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!over.get()) {
                for (Tracked one : stay) {
                    count += index.get(one.target) == one ? 0 : 1;
                }
            }
            return count;
        });
        for (int round = 0; round < 200; round++) {
            for (int i = 100; i < 1_000; i++) {
                add(target(i));
            }
            for (int i = 100; i < 1_000; i++) {
                index.remove(target(i));
            }
        }
        over.set(true);

        assertThat(missed.join()).isZero();
    }

    private Tracked add(Target target) {
        Tracked one = new Tracked(target, "east", 0);
        index.add(one);
        return one;
    }

    private static Target target(int number) {
        return new Target("192.0.2." + number % 2, CHECK, "w" + number / 2 + ".example.com");
    }
}
