package io.wideip.config.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameMapTest {
    private static final NameMap<String> EMPTY = NameMap.empty(NameMapTest::hash);

    @Test
    void anEmptyMapHasNoName() {
        assertThat(EMPTY.size()).isZero();
        assertThat(EMPTY.get(wire("a.example"))).isNull();
        assertThat(EMPTY.edit().apply()).isSameAs(EMPTY);
    }

    @Test
    void theRootIsAName() {
        NameMap<String> map = put(EMPTY, "", "root");

        assertThat(map.get(wire(""))).isEqualTo("root");
        assertThat(map.get(wire("a"))).isNull();
    }

    @Test
    void aNameIsFoundInTheMidstOfOtherOctets() {
        NameMap<String> map = put(EMPTY, "b.example", "b");
        byte[] longer = wire("a.b.example");

        assertThat(map.find(hash(wire("b.example")), longer, 2, longer.length)).isEqualTo("b");
        assertThat(map.find(hash(wire("b.example")), longer, 2, longer.length - 1))
                .isNull();
    }

    @Test
    void aChangeLeavesTheMapBeforeAsItWas() {
        NameMap<String> before = put(EMPTY, "a.example", "1");
        NameMap<String> after = put(before, "a.example", "2");

        assertThat(before.get(wire("a.example"))).isEqualTo("1");
        assertThat(after.get(wire("a.example"))).isEqualTo("2");
        assertThat(after.size()).isEqualTo(1);
    }

    @Test
    void theLastChangeOfANameCounts() {
        NameMapEdit<String> edit = EMPTY.edit();
        edit.put(wire("a.example"), "1");
        edit.remove(wire("a.example"));
        edit.put(wire("a.example"), "3");
        edit.put(wire("b.example"), "4");
        edit.remove(wire("b.example"));
        edit.remove(wire("never.there"));
        NameMap<String> map = edit.apply();

        assertThat(map.size()).isEqualTo(1);
        assertThat(map.get(wire("a.example"))).isEqualTo("3");
    }

    /** 1 makes every name collide with every other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void itHoldsWhatAHashMapHolds(int hashes) {
        Random random = new Random(hashes);
        NameMap<String> map = NameMap.empty(name -> spread(Arrays.hashCode(name) % hashes));
        Map<String, String> expected = new HashMap<>();
        for (int round = 0; round < 60; round++) {
            NameMapEdit<String> edit = map.edit();
            int changes = random.nextInt(hashes == 1 ? 20 : 400);
            for (int i = 0; i < changes; i++) {
                String name = "n" + random.nextInt(round < 40 ? 3000 : 50) + ".example";
                if (random.nextInt(round < 40 ? 4 : 2) == 0) {
                    edit.remove(wire(name));
                    expected.remove(name);
                } else {
                    edit.put(wire(name), "v" + round);
                    expected.put(name, "v" + round);
                }
            }
            NameMap<String> before = map;
            map = edit.apply();
            assertThat(asMap(map)).isEqualTo(expected);
            assertThat(map.size()).isEqualTo(expected.size());
            assertThat(differences(before, map)).isEqualTo(differences(asMap(before), expected));
        }
    }

    @Test
    void aSmallChangeOfAManyNamesSharesAllOtherShards() {
        NameMap<String> many = many(100_000);
        NameMap<String> changed = put(many, "w7.example", "other");

        int copied = 0;
        for (int i = 0; i < many.shards().length; i++) {
            copied += many.shards()[i] == changed.shards()[i] ? 0 : 1;
        }
        assertThat(copied).isEqualTo(1);
        assertThat(differences(many, changed)).containsExactly("w7.example: v other");
    }

    /** Maps of different values may hold the same names: copies would add up until each had its own. */
    @Test
    void aNameWithAnotherValueCopiesNoNames() {
        NameMap<String> many = many(1_000);
        NameMap<String> changed = put(many, "w7.example", "other");

        for (int i = 0; i < many.shards().length; i++) {
            assertThat(changed.shards()[i].names).isSameAs(many.shards()[i].names);
        }
        assertThat(differences(many, changed)).containsExactly("w7.example: v other");
        NameMapEdit<String> edit = changed.edit();
        edit.remove(wire("w7.example"));
        edit.put(wire("new.example"), "v");
        assertThat(differences(many, edit.apply()))
                .containsExactlyInAnyOrder("w7.example: v null", "new.example: null v");
    }

    @Test
    void shardsStaySmall() {
        for (NameShard shard : many(100_000).shards()) {
            assertThat(shard.size()).isBetween(20, 250);
        }
    }

    @Test
    void aMapThatLosesItsNamesIsDividedAnew() {
        NameMap<String> map = many(10_000);
        for (int i = 0; i < 10_000; i++) {
            if (i % 2_000 == 0) {
                NameMapEdit<String> edit = map.edit();
                for (int j = i; j < i + 2_000; j++) {
                    edit.remove(wire("w" + j + ".example"));
                }
                map = edit.apply();
            }
        }
        map = put(map, "last.example", "v");

        assertThat(map.size()).isEqualTo(1);
        assertThat(map.shards()).hasSizeLessThan(64);
    }

    @Test
    void valuesAreReplacedWhereTheyAreAnotherObject() {
        NameMap<String> many = many(1_000);
        String other = "other";

        assertThat(many.replace(value -> value).shards()).containsExactly(many.shards());
        assertThat(many.replace(value -> other).get(wire("w5.example"))).isSameAs(other);
        assertThat(many.get(wire("w5.example"))).isEqualTo("v");
    }

    private static long hash(byte[] name) {
        return spread(Arrays.hashCode(name));
    }

    private static long spread(int hash) {
        return new SplittableRandom(hash).nextLong();
    }

    private static NameMap<String> many(int names) {
        NameMapEdit<String> edit = EMPTY.edit();
        for (int i = 0; i < names; i++) {
            edit.put(wire("w" + i + ".example"), "v");
        }
        return edit.apply();
    }

    private static NameMap<String> put(NameMap<String> map, String name, String value) {
        NameMapEdit<String> edit = map.edit();
        edit.put(wire(name), value);
        return edit.apply();
    }

    private static Map<String, String> asMap(NameMap<String> map) {
        Map<String, String> all = new HashMap<>();
        map.forEach((name, value) -> all.put(text(name), value));
        return all;
    }

    private static List<String> differences(NameMap<String> before, NameMap<String> after) {
        List<String> all = new ArrayList<>();
        before.differences(after, (name, was, is) -> all.add(text(name) + ": " + was + " " + is));
        return all.stream().sorted().toList();
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> after) {
        List<String> all = new ArrayList<>();
        before.forEach((name, was) -> {
            if (!was.equals(after.get(name))) {
                all.add(name + ": " + was + " " + after.get(name));
            }
        });
        after.forEach((name, is) -> {
            if (!before.containsKey(name)) {
                all.add(name + ": null " + is);
            }
        });
        return all.stream().sorted().toList();
    }

    private static byte[] wire(String name) {
        return new DomainName(name).wire();
    }

    private static String text(byte[] wire) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
            text.append(at == 0 ? "" : ".").append(new String(wire, at + 1, wire[at], StandardCharsets.US_ASCII));
        }
        return text.toString();
    }
}
