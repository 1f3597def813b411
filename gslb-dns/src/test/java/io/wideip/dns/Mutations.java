package io.wideip.dns;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Messages that are nearly queries: some of {@link SampleQueries} with up to four changes each. The same seed gives the same
 * messages. {@code bench/mutants} compiles this class by itself: it needs no library.
 */
public final class Mutations {
    private static final int HEADER = 12;
    private static final int MOST_CHANGES = 4;

    private final List<byte[]> samples = List.copyOf(SampleQueries.all());
    private final SplittableRandom random;

    public Mutations(SplittableRandom random) {
        this.random = random;
    }

    /** The next message; it may be empty, and one in five is a sample as it is. */
    public byte[] next() {
        byte[] message = sample().clone();
        for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0 && message.length > 0; changes--) {
            message = changed(message, random.nextInt(message.length));
        }
        return message;
    }

    private byte[] changed(byte[] message, int at) {
        switch (random.nextInt(10)) {
            case 0 -> message[at] = (byte) random.nextInt(256);
            case 1 -> message[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> message[at] = (byte) (random.nextBoolean() ? 0xff : 0);
            case 3 -> message[at] += (byte) (random.nextBoolean() ? 1 : -1);
            // The counts and flags of the header decide the most.
            case 4 -> message[Math.min(at, random.nextInt(HEADER))] ^= (byte) (1 << random.nextInt(8));
            case 5 -> lie(message, at);
            case 6 -> {
                return Arrays.copyOf(message, at);
            }
            case 7 -> {
                return extended(message);
            }
            case 8 -> {
                return spliced(message, at, at, random(1 + random.nextInt(20)));
            }
            default -> {
                byte[] other = sample();
                int from = random.nextInt(other.length);
                return spliced(message, at, message.length, Arrays.copyOfRange(other, from, other.length));
            }
        }
        return message;
    }

    /** Two octets that may be a length or a count say what is not so, or point somewhere. */
    private void lie(byte[] message, int at) {
        int value = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(4);
            case 1 -> 0xffff - random.nextInt(4);
            case 2 -> 0xC000 | random.nextInt(64);
            default -> random.nextInt(message.length + 2);
        };
        message[at] = (byte) (value >>> 8);
        if (at + 1 < message.length) {
            message[at + 1] = (byte) value;
        }
    }

    private byte[] extended(byte[] message) {
        int more = 1 + random.nextInt(random.nextInt(8) == 0 ? 1400 : 20);
        byte[] tail = random.nextBoolean() ? new byte[more] : random(more);
        return spliced(message, message.length, message.length, tail);
    }

    /** The message with what is between {@code from} and {@code to} replaced. */
    private static byte[] spliced(byte[] message, int from, int to, byte[] piece) {
        byte[] spliced = Arrays.copyOf(message, from + piece.length + message.length - to);
        System.arraycopy(piece, 0, spliced, from, piece.length);
        System.arraycopy(message, to, spliced, from + piece.length, message.length - to);
        return spliced;
    }

    private byte[] random(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private byte[] sample() {
        return samples.get(random.nextInt(samples.size()));
    }
}
