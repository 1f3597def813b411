package io.wideip.dns.address;

import java.util.Arrays;

/**
 * Takes ranges in ascending order, each by its first address, and makes a map of them. What comes before the first range of a family
 * has the number 0. Neighbours of one number become one range. Not thread-safe; used once.
 */
public final class AddressMapWriter {
    private int[] starts4 = new int[16];
    private int[] values4 = new int[16];
    private int count4 = 1;
    private long[] high6 = new long[16];
    private long[] low6 = new long[16];
    private int[] values6 = new int[16];
    private int count6 = 1;

    /** From this address on, up to the next that is given, addresses have this number. */
    public void ipv4(int start, int value) {
        int last = count4 - 1;
        int order = Integer.compareUnsigned(start, starts4[last]);
        requireAscending(order);
        if (order == 0) {
            values4[last] = value;
            count4 -= last > 0 && values4[last - 1] == value ? 1 : 0;
        } else if (values4[last] != value) {
            if (count4 == starts4.length) {
                starts4 = Arrays.copyOf(starts4, longer(count4));
                values4 = Arrays.copyOf(values4, longer(count4));
            }
            starts4[count4] = start;
            values4[count4++] = value;
        }
    }

    /** As {@link #ipv4}. */
    public void ipv6(long high, long low, int value) {
        int last = count6 - 1;
        int order = Long.compareUnsigned(high, high6[last]);
        order = order == 0 ? Long.compareUnsigned(low, low6[last]) : order;
        requireAscending(order);
        if (order == 0) {
            values6[last] = value;
            count6 -= last > 0 && values6[last - 1] == value ? 1 : 0;
        } else if (values6[last] != value) {
            if (count6 == high6.length) {
                high6 = Arrays.copyOf(high6, longer(count6));
                low6 = Arrays.copyOf(low6, longer(count6));
                values6 = Arrays.copyOf(values6, longer(count6));
            }
            high6[count6] = high;
            low6[count6] = low;
            values6[count6++] = value;
        }
    }

    /** By half: of a large database these arrays are most of the memory that its reading takes. */
    private static int longer(int count) {
        return count + (count >> 1);
    }

    public AddressMap map() {
        // Each takes the longer one's place, so that the memory of that is free for the next.
        starts4 = Arrays.copyOf(starts4, count4);
        values4 = Arrays.copyOf(values4, count4);
        high6 = Arrays.copyOf(high6, count6);
        low6 = Arrays.copyOf(low6, count6);
        values6 = Arrays.copyOf(values6, count6);
        return new AddressMap(new Ipv4Ranges(starts4, values4), new Ipv6Ranges(high6, low6, values6));
    }

    private static void requireAscending(int order) {
        if (order < 0) {
            throw new IllegalArgumentException("a range that begins below the one before it");
        }
    }
}
