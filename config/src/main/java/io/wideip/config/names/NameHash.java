package io.wideip.config.names;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A hash of names that nobody can prepare collisions for: names are chosen by whoever may add one, and a hash table without a
 * secret is as slow as its chooser wants. A name is read as the coefficients of a polynomial over the field of 2^61 - 1 elements,
 * and the hash is its value at a secret point. Two names are two polynomials, which have the same value at fewer points than a
 * name has octets, whatever the names. (In the ring of 2^32 or 2^64 elements there are names that collide at every odd point.)
 * Immutable.
 *
 * <p>A label is read from its length octet on, seven octets a coefficient, the labels from the last to the first, so that every
 * suffix has its hash on the way.
 */
public final class NameHash {
    /** Octets that an array must have after a name's last one. */
    public static final int PADDING = 7;
    /** The value of the root, which has no label. */
    public static final long ROOT = 0;

    private static final long PRIME = (1L << 61) - 1;
    private static final int OCTETS = 7;
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long point;

    /**
     * A hash with a given secret.
     *
     * @param point taken modulo 2^61 - 1
     */
    public NameHash(long point) {
        this.point = Long.remainderUnsigned(point, PRIME);
    }

    /** A hash that no other process has. */
    public static NameHash drawn() {
        return new NameHash(new SecureRandom().nextLong());
    }

    /** The hash of a whole name in lower case, in wire form. */
    public long of(byte[] lowerName) {
        return mixed(value(Arrays.copyOf(lowerName, lowerName.length + PADDING), 0));
    }

    /** The hash of any text, whose characters are the coefficients. */
    public long of(String text) {
        long value = ROOT;
        for (int i = 0; i < text.length(); i++) {
            // None is 0, or texts would be equal where one has more of them.
            value = times(value + text.charAt(i) + 1);
        }
        return mixed(value);
    }

    private long value(byte[] name, int at) {
        return name[at] == 0 ? ROOT : value(name, at, value(name, at + name[at] + 1));
    }

    /**
     * The value of a name that has one label more than another.
     *
     * @param at where the label's length octet is
     * @param behind the value without the label
     */
    public long value(byte[] lowerName, int at, long behind) {
        long value = behind;
        int from = at;
        int left = lowerName[at] + 1;
        while (left > OCTETS) {
            value = times(value + ((long) BIG.get(lowerName, from) >>> Byte.SIZE));
            from += OCTETS;
            left -= OCTETS;
        }
        return times(value + ((long) BIG.get(lowerName, from) >>> Long.SIZE - Byte.SIZE * left));
    }

    /** The product with the point: below the prime or a little above, but always the same. */
    private long times(long factor) {
        long low = factor * point;
        long folded = (low & PRIME) + (low >>> 61 | Math.multiplyHigh(factor, point) << 3);
        return (folded & PRIME) + (folded >>> 61);
    }

    /** From a value to a hash, each bit of which can be a place in a table: the finaliser of SplitMix64. */
    public static long mixed(long value) {
        long once = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }
}
