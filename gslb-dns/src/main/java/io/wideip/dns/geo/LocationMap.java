package io.wideip.dns.geo;

import io.wideip.config.Subnet;
import java.net.InetAddress;
import java.util.List;

/**
 * Maps a client's address to its location, and tells how many leading bits of the address that holds for. A partition
 * of each address space, looked up by binary search. Immutable; reads without allocation.
 */
public final class LocationMap {
    private final long[] starts4;
    private final short[] lengths4;
    private final int[] locations4;
    private final long[] starts6High;
    private final long[] starts6Low;
    private final short[] lengths6;
    private final int[] locations6;

    LocationMap(List<PrefixTree.Leaf> ipv4, List<PrefixTree.Leaf> ipv6) {
        starts4 = ipv4.stream().mapToLong(leaf -> leaf.high() >>> 32).toArray();
        lengths4 = lengths(ipv4);
        locations4 = ipv4.stream().mapToInt(PrefixTree.Leaf::value).toArray();
        starts6High = ipv6.stream().mapToLong(PrefixTree.Leaf::high).toArray();
        starts6Low = ipv6.stream().mapToLong(PrefixTree.Leaf::low).toArray();
        lengths6 = lengths(ipv6);
        locations6 = ipv6.stream().mapToInt(PrefixTree.Leaf::value).toArray();
    }

    /** The index of the part of the IPv4 space that holds the address; for {@link #location4} and {@link #scope4}. */
    public int find4(int address) {
        long wanted = Integer.toUnsignedLong(address);
        int low = 0;
        int high = starts4.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts4[middle] <= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** How many parts the IPv4 space has. */
    public int parts4() {
        return starts4.length;
    }

    /** The lowest address of this part. */
    public InetAddress lowest4(int index) {
        return new Subnet(true, starts4[index] << 32, 0, lengths4[index]).address();
    }

    /** How many parts the IPv6 space has. */
    public int parts6() {
        return starts6High.length;
    }

    public InetAddress lowest6(int index) {
        return new Subnet(false, starts6High[index], starts6Low[index], lengths6[index]).address();
    }

    /** The value of this part: the location's number in {@link Topology#locations}, or whatever the prefixes stand for. */
    public int location4(int index) {
        return locations4[index];
    }

    /** Leading bits, 0 to 32, that all clients of this part share. */
    public int scope4(int index) {
        return lengths4[index];
    }

    /** As {@link #find4}, for an IPv6 address as two longs. */
    public int find6(long addressHigh, long addressLow) {
        int low = 0;
        int high = starts6High.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            int order = Long.compareUnsigned(starts6High[middle], addressHigh);
            if (order < 0 || order == 0 && Long.compareUnsigned(starts6Low[middle], addressLow) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    public int location6(int index) {
        return locations6[index];
    }

    /** Leading bits, 0 to 128, that all clients of this part share. */
    public int scope6(int index) {
        return lengths6[index];
    }

    private static short[] lengths(List<PrefixTree.Leaf> leaves) {
        short[] lengths = new short[leaves.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (short) leaves.get(i).length();
        }
        return lengths;
    }
}
