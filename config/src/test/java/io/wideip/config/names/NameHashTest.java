package io.wideip.config.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who knows the program, but not its secret, can't choose names that collide. */
final class NameHashTest {
    private static final NameHash HASH = new NameHash(0x0123_4567_89AB_CDEFL);
    private static final NameHash OTHER = new NameHash(0x0123_4567_89AB_CDF0L);
    private static final int SLOTS = 1 << 10;

    @Test
    void namesCraftedForOneSecretScatterUnderAnother() {
        List<byte[]> crafted = IntStream.range(0, 200_000)
                .mapToObj(i -> wire("w" + i + ".apps.example.com"))
                .filter(name -> slot(HASH, name) == 7)
                .toList();
        assertThat(crafted).hasSizeGreaterThan(150);
        int[] names = new int[SLOTS];
        crafted.forEach(name -> names[slot(OTHER, name)]++);
        assertThat(Arrays.stream(names).max().orElseThrow()).isLessThan(8);
    }

    @Test
    void textsCraftedForOneSecretScatterUnderAnother() {
        int[] texts = new int[SLOTS];
        IntStream.range(0, 200_000)
                .mapToObj(i -> "w" + i + ".apps.example.com")
                .filter(text -> (HASH.of(text) & SLOTS - 1) == 7)
                .forEach(text -> texts[(int) OTHER.of(text) & SLOTS - 1]++);
        assertThat(Arrays.stream(texts).sum()).isGreaterThan(150);
        assertThat(Arrays.stream(texts).max().orElseThrow()).isLessThan(8);
    }

    /** Those that {@link String#hashCode} does not tell apart, and those that only differ in length. */
    @Test
    void equalTextsAreTheOnlyOnesWithOneHash() {
        List<String> texts = List.of("", "\0", "\0\0", "Aa", "BB", "AaBB", "BBAa", "a", "aa");
        assertThat(texts.stream().map(HASH::of)).doesNotHaveDuplicates();
        assertThat(HASH.of("shop" + ".example.com")).isEqualTo(HASH.of("shop.example.com"));
    }

    /**
     * The product of x - 1, (x^2 - 1)^3, (x^4 - 1)^3 and (x^8 - 1)^2 is a multiple of 2^32 for every odd x, so labels that differ
     * by its coefficients have one hash for whatever odd factor in 32 bits.
     */
    @Test
    void labelsThatNoOddFactorTellsApartAreToldApart() {
        int[] difference = {1};
        for (int degree : new int[] {1, 2, 2, 2, 4, 4, 4, 8, 8}) {
            difference = timesXToTheLessOne(difference, degree);
        }
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        for (int coefficient : difference) {
            one.append((char) ('a' + Math.max(0, coefficient)));
            other.append((char) ('a' + Math.max(0, -coefficient)));
        }
        byte[] first = wire(one + ".apps.example.com");
        byte[] second = wire(other + ".apps.example.com");

        assertThat(first).isNotEqualTo(second);
        for (int factor : new int[] {31, 0x01000193, 0x9E3779B1}) {
            assertThat(multiplied(first, factor)).isEqualTo(multiplied(second, factor));
        }
        assertThat(HASH.of(first)).isNotEqualTo(HASH.of(second));
        assertThat(OTHER.of(first)).isNotEqualTo(OTHER.of(second));
    }

    @Test
    void namesThatDifferInOneOctetOrInTheirLabelsDiffer() {
        Set<Long> hashes = new HashSet<>();
        List<String> names = Stream.concat(
                        Stream.of("", "a", "aa", "a.a", "aa.a", "a.aa", "aaaaaa.a", "aaaaaaa.a", "aaaaaaaa.a"),
                        IntStream.range(0, 63)
                                .mapToObj(at -> "a".repeat(at) + "b" + "a".repeat(62 - at) + ".example.com"))
                .toList();
        names.forEach(name -> hashes.add(HASH.of(wire(name))));
        assertThat(hashes).hasSameSizeAs(names);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, -1, (1L << 61) - 2, 0x1234_5678_9ABC_DEF0L})
    void aPointAtTheFieldsEndsIsAsGood(long point) {
        NameHash hash = new NameHash(point);
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            hashes.add(hash.of(wire("w" + i + ".apps.example.com")));
        }
        assertThat(hashes).hasSize(10_000);
    }

    @Test
    void everyProcessHasItsOwn() {
        byte[] name = wire("shop.apps.example.com");
        assertThat(NameHash.drawn().of(name)).isNotEqualTo(NameHash.drawn().of(name));
    }

    private static int[] timesXToTheLessOne(int[] polynomial, int degree) {
        int[] product = new int[polynomial.length + degree];
        for (int i = 0; i < polynomial.length; i++) {
            product[i] -= polynomial[i];
            product[i + degree] += polynomial[i];
        }
        return product;
    }

    private static int multiplied(byte[] name, int factor) {
        int hash = 0;
        for (int at = name.length - 2; at >= 0; at--) {
            hash = hash * factor + name[at];
        }
        return hash;
    }

    private static int slot(NameHash hash, byte[] name) {
        return (int) hash.of(name) & SLOTS - 1;
    }

    private static byte[] wire(String name) {
        return new DomainName(name).wire();
    }
}
