package io.wideip.dns.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the map against a sorted map of arbitrary numbers, the plainest way there is. */
final class AddressMapTest {
    private static final int ROUNDS = 30;
    private static final int[] SIZES = {0, 1, 3, 40, 255, 256, 300, 3_000};

    @Test
    void findsEveryRangeAndTheWidestNetworkInIt() {
        SplittableRandom random = new SplittableRandom(14);
        for (int round = 0; round < ROUNDS; round++) {
            for (boolean ipv4 : new boolean[] {true, false}) {
                NavigableMap<BigInteger, Integer> plain = ranges(random, ipv4, SIZES[round % SIZES.length]);
                AddressMap map = map(plain, ipv4);
                for (BigInteger start : plain.keySet()) {
                    for (int beside = -1; beside <= 1; beside++) {
                        assertAgrees(map, plain, start.add(BigInteger.valueOf(beside)), ipv4);
                    }
                }
                for (int i = 0; i < 500; i++) {
                    assertAgrees(map, plain, near(random, plain, ipv4), ipv4);
                }
            }
        }
    }

    @Test
    void isTheWholeSpaceWhereNothingIsGiven() {
        AddressMap map = new AddressMapWriter().map();
        for (boolean ipv4 : new boolean[] {true, false}) {
            assertThat(map.ranges(ipv4)).isEqualTo(1);
            assertThat(map.find(ipv4, -1, ipv4 ? 0 : -1)).isZero();
            assertThat(map.networkLength(ipv4, 0, 0, 0)).isZero();
        }
    }

    @Test
    void joinsNeighboursOfOneNumber() {
        AddressMapWriter writer = new AddressMapWriter();
        writer.ipv4(10, 1);
        writer.ipv4(20, 1);
        writer.ipv4(30, 2);
        writer.ipv4(30, 1);
        writer.ipv4(40, 0);
        AddressMap map = writer.map();
        assertThat(map.ranges(true)).isEqualTo(3);
        assertThat(map.startHigh(true, 2) >>> 32).isEqualTo(40);
    }

    @Test
    void refusesRangesThatAreNotAscending() {
        AddressMapWriter writer = new AddressMapWriter();
        writer.ipv4(0x80000000, 1);
        assertThatThrownBy(() -> writer.ipv4(5, 2)).isInstanceOf(IllegalArgumentException.class);
        writer.ipv6(1, 0, 1);
        assertThatThrownBy(() -> writer.ipv6(0, -1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePrefixThatIsLongestWinsAndOfEqualOnesTheLast() {
        Prefixes prefixes = new Prefixes();
        int number = 0;
        for (Subnet subnet :
                Subnets.listOf("10.1.0.0/16", "10.0.0.0/8", "10.1.2.0/24", "10.1.2.0/24", "2001:db8::/32")) {
            prefixes.add(subnet, ++number);
        }
        prefixes.add(Subnets.of("::ffff:192.0.2.0/120"), 9);
        AddressMap map = prefixes.map();
        assertThat(value(map, "10.1.2.3")).isEqualTo(4);
        assertThat(value(map, "10.1.3.3")).isEqualTo(1);
        assertThat(value(map, "10.2.3.3")).isEqualTo(2);
        assertThat(value(map, "11.0.0.0")).isZero();
        assertThat(value(map, "2001:db8::1")).isEqualTo(5);
        assertThat(value(map, "192.0.2.200")).isEqualTo(9);
        assertThat(map.value(false, 0, 0xffff_c000_0201L)).isEqualTo(9);
        assertThat(map.ranges(false)).isEqualTo(3);
    }

    private static int value(AddressMap map, String address) {
        Subnet subnet = Subnets.of(address);
        return map.value(subnet.ipv4(), subnet.high(), subnet.low());
    }

    private static void assertAgrees(
            AddressMap map, NavigableMap<BigInteger, Integer> plain, BigInteger address, boolean ipv4) {
        int width = ipv4 ? 32 : 128;
        if (address.signum() < 0 || address.bitLength() > width) {
            return;
        }
        long high = ipv4 ? address.longValue() << 32 : address.shiftRight(64).longValue();
        long low = ipv4 ? 0 : address.longValue();
        int range = map.find(ipv4, high, low);
        Map.Entry<BigInteger, Integer> entry = plain.floorEntry(address);
        assertThat(map.value(ipv4, range)).isEqualTo(entry.getValue());
        int length = map.networkLength(ipv4, range, high, low);
        assertThat(isOfOneNumber(plain, address, length, width)).isTrue();
        assertThat(length == 0 || !isOfOneNumber(plain, address, length - 1, width))
                .isTrue();
    }

    /** Whether all addresses that share so many bits with this one have its number. */
    private static boolean isOfOneNumber(
            NavigableMap<BigInteger, Integer> plain, BigInteger address, int length, int width) {
        BigInteger first = address.shiftRight(width - length).shiftLeft(width - length);
        BigInteger last = first.add(BigInteger.ONE.shiftLeft(width - length)).subtract(BigInteger.ONE);
        return plain.floorKey(first).equals(plain.floorKey(last));
    }

    /** Neighbours always differ, so that each range is as wide as its number reaches. */
    private static NavigableMap<BigInteger, Integer> ranges(SplittableRandom random, boolean ipv4, int count) {
        NavigableMap<BigInteger, Integer> plain = new TreeMap<>(Map.of(BigInteger.ZERO, 0));
        for (int i = 0; i < count; i++) {
            plain.put(near(random, plain, ipv4), 0);
        }
        int number = 0;
        for (Map.Entry<BigInteger, Integer> entry : plain.entrySet()) {
            entry.setValue(number++ % 3);
        }
        return plain;
    }

    private static AddressMap map(NavigableMap<BigInteger, Integer> plain, boolean ipv4) {
        AddressMapWriter writer = new AddressMapWriter();
        plain.forEach((start, number) -> {
            if (ipv4) {
                writer.ipv4(start.intValue(), number);
            } else {
                writer.ipv6(start.shiftRight(64).longValue(), start.longValue(), number);
            }
        });
        return writer.map();
    }

    /** Any address, or one that shares many bits with a border; often the first or last of a network. */
    private static BigInteger near(SplittableRandom random, NavigableMap<BigInteger, Integer> plain, boolean ipv4) {
        int width = ipv4 ? 32 : 128;
        BigInteger any = new BigInteger(1, bytes(random, width / 8));
        int kept = random.nextInt(width + 1);
        BigInteger border = plain.floorKey(any);
        BigInteger mask = BigInteger.ONE.shiftLeft(width - kept).subtract(BigInteger.ONE);
        BigInteger mixed = border.andNot(mask).or(any.and(mask));
        return switch (random.nextInt(4)) {
            case 0 -> any;
            case 1 ->
                mixed.andNot(BigInteger.ONE.shiftLeft(random.nextInt(width)).subtract(BigInteger.ONE));
            default -> mixed;
        };
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
