package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wideip.dns.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FramingTest {
    private final Framing framing = new Framing();
    private final byte[] message = new byte[65_535];

    @Test
    void severalMessagesInOneSegment() {
        byte[] stream = new Packet()
                .u16(3)
                .octets(octets(3, 1))
                .u16(1)
                .octets(octets(1, 9))
                .bytes();
        assertThat(read(stream)).containsExactly("1 1 1", "9");
        assertThat(framing.held()).isZero();
    }

    @Test
    void aMessageOfNoOctetsIsOne() {
        assertThat(read(new byte[] {0, 0, 0, 1, 5, 0, 0})).containsExactly("", "5", "");
    }

    @Test
    void everyOctetBySelf() {
        byte[] stream = new Packet()
                .u16(300)
                .octets(octets(300, 7))
                .u16(2)
                .octets(octets(2, 8))
                .bytes();
        List<String> messages = new ArrayList<>();
        for (byte each : stream) {
            messages.addAll(read(new byte[] {each}));
        }
        assertThat(messages).containsExactly(shown(octets(300, 7), 300), "8 8");
    }

    @Test
    void theLengthIsSplitAnywhereAndTheRestHasTheNextBeginning() {
        assertThat(read(new byte[] {0})).isEmpty();
        assertThat(framing.held()).isEqualTo(1);
        assertThat(read(new byte[] {2, 5})).isEmpty();
        assertThat(read(new byte[] {6, 0})).containsExactly("5 6");
        assertThat(read(new byte[] {1, 4, 0, 0})).containsExactly("4", "");
        assertThat(framing.held()).isZero();
    }

    @Test
    void theLongestMessageComesInManySegments() {
        byte[] stream = new Packet()
                .u16(65_535)
                .octets(octets(65_535, 3))
                .u16(1)
                .octets(octets(1, 1))
                .bytes();
        List<String> messages = new ArrayList<>();
        for (int at = 0; at < stream.length; at += 1000) {
            messages.addAll(read(Arrays.copyOfRange(stream, at, Math.min(at + 1000, stream.length))));
        }
        assertThat(messages).hasSize(2).last().isEqualTo("1");
    }

    @Test
    void keepsMemoryByWhatHasComeNotByWhatTheLengthClaims() {
        read(new byte[] {(byte) 0xff, (byte) 0xff, 1});
        assertThat(framing.held()).isLessThan(16);
        for (int come = 1; come < 65_400; come += 100) {
            read(new byte[100]);
            assertThat(framing.held()).isBetween(Math.min(come + 2, 65_537), Math.min(2 * (come + 102), 65_537));
        }
    }

    /** Whatever the segments, the messages are the same. */
    @Test
    void anySegments() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            Packet stream = new Packet();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                byte[] each = octets(random.nextInt(random.nextBoolean() ? 4 : 700), i);
                stream.u16(each.length).octets(each);
                expected.add(shown(each, each.length));
            }
            byte[] octets = stream.bytes();
            List<String> messages = new ArrayList<>();
            int at = 0;
            while (at < octets.length) {
                int end = Math.min(octets.length, at + random.nextInt(1, random.nextBoolean() ? 4 : 900));
                messages.addAll(read(Arrays.copyOfRange(octets, at, end)));
                at = end;
            }
            assertThat(messages).isEqualTo(expected);
            assertThat(framing.held()).isZero();
        }
    }

    private List<String> read(byte[] segment) {
        ByteBuf input = Unpooled.wrappedBuffer(segment);
        List<String> messages = new ArrayList<>();
        int length = framing.next(input, message);
        while (length != Framing.NONE) {
            messages.add(shown(message, length));
            length = framing.next(input, message);
        }
        assertThat(input.isReadable()).as("octets left over").isFalse();
        return messages;
    }

    private static byte[] octets(int count, int value) {
        byte[] octets = new byte[count];
        Arrays.fill(octets, (byte) value);
        return octets;
    }

    private static String shown(byte[] octets, int length) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < length; i++) {
            shown.append(i == 0 ? "" : " ").append(octets[i]);
        }
        return shown.toString();
    }
}
