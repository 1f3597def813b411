package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairNumbersTest {
    @Test
    void eachPairHasANumberInTheOrderInWhichTheyAreMet() {
        Random random = new Random(7);
        PairNumbers pairs = new PairNumbers();
        Map<List<Integer>, Integer> known = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int first = Math.max(0, random.nextInt(200) - 100);
            int second = Math.max(0, random.nextInt(200) - 100);
            Integer before = known.putIfAbsent(List.of(first, second), known.size());
            assertThat(pairs.of(first, second)).isEqualTo(before == null ? known.size() - 1 : before);
            assertThat(pairs.count()).isEqualTo(known.size());
        }
        assertThat(known).hasSizeGreaterThan(3000);
    }
}
