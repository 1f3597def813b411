package io.wideip.dns.geo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LongIntTableTest {
    @Test
    void agreesWithAMap() {
        Random random = new Random(5);
        LongIntTable table = new LongIntTable();
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextBoolean() ? random.nextLong() : random.nextInt(20_000);
            assertThat(table.get(key)).isEqualTo(map.getOrDefault(key, LongIntTable.NONE));
            if (map.putIfAbsent(key, i) == null) {
                table.put(key, i);
            }
        }
        map.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    }
}
