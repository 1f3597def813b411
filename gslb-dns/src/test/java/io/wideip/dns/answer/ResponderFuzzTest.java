package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** Whatever octets come in, what goes out is a reply that a client can read, or nothing. */
final class ResponderFuzzTest {
    private static final int MESSAGES = 200_000;
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private final TestServer server = new TestServer(new TestCatalog()
            .zone("apps.example.com", """
                            * TXT any
                            sub NS ns.sub
                            ns.sub A 192.0.2.77
                            www CNAME elsewhere.example.
                            one CNAME two
                            two CNAME x.tree
                            tree DNAME there
                            x.there CNAME near
                            turns HTTPS 1 .
                            turns HTTPS 2 near
                            large TXT %s
                            """.formatted(("\"" + "x".repeat(250) + "\" ").repeat(6)))
            .vip("east", "east", "192.0.2.10", "2001:db8::10")
            .vip("west", "west", "198.51.100.10")
            .prefer("10.1.0.0/16", "west", "east")
            .wideIp("turns.apps.example.com", "round-robin", "east", "west")
            .wideIp("near.apps.example.com", "geo", "east", "west")
            .wideIp("kept.apps.example.com", "hash", "east", "west"));
    private final Responder responder = server.responder();
    private final Responder streams = server.responder(Carrier.TCP);

    private static final List<byte[]> SEEDS = List.of(
            Packet.query("turns.apps.example.com", Wire.A, 0).bytes(),
            Packet.query("near.apps.example.com", Wire.A, 1)
                    .ecs(1, 24, 0, 10, 1, 2)
                    .bytes(),
            Packet.query("kept.apps.example.com", Wire.AAAA, 1)
                    .ecs(2, 56, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 0)
                    .bytes(),
            Packet.query("large.apps.example.com", 16, 1)
                    .opt(1232, 0, 0x8000, 0)
                    .bytes(),
            Packet.query("x.sub.apps.example.com", Wire.ANY, 1)
                    .opt(512, 0, 0, 0)
                    .bytes(),
            Packet.query("www.apps.example.com", Wire.NS, 2)
                    .name("key")
                    .u16(250)
                    .u16(255)
                    .u16(0)
                    .u16(0)
                    .u16(1)
                    .u8(7)
                    .opt(4096, 1, 0, 0)
                    .bytes(),
            Packet.query("one.apps.example.com", Wire.A, 1)
                    .ecs(1, 24, 0, 10, 1, 2)
                    .bytes(),
            Packet.query("a.b.c.d.e.tree.apps.example.com", Wire.A, 0).bytes(),
            Packet.query("turns.apps.example.com", Wire.HTTPS, 0).bytes(),
            Packet.query("apps.example.com", Wire.SOA, 0).bytes());

    @Test
    void everyReplyCanBeReadAndBelongsToItsQuery() throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_121);
        byte[] reply = new byte[65_535];
        int replies = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
            boolean stream = random.nextInt(8) == 0;
            int length = (stream ? streams : responder).respond(message, message.length, CLIENT, reply);
            if (length == 0) {
                assertThat(message.length < Wire.HEADER || (Wire.u16(message, 2) & Wire.FLAG_QR) != 0)
                        .isTrue();
            } else {
                replies++;
                check(message, reply, length, stream ? 65_535 : limit(message));
            }
        }
        assertThat(replies).isGreaterThan(MESSAGES / 2);
    }

    private static void check(byte[] message, byte[] reply, int length, int limit) throws IOException {
        if (length > limit || reply[0] != message[0] || reply[1] != message[1]) {
            throw new AssertionError(length + " octets to " + Arrays.toString(message));
        }
        if ((Wire.u16(reply, 2) & 0x7800) != (Wire.u16(message, 2) & 0x7800)) {
            throw new AssertionError("another opcode to " + Arrays.toString(message));
        }
        Message parsed = new Message(Arrays.copyOf(reply, length));
        if (!parsed.getHeader().getFlag(Flags.QR) || parsed.numBytes() != length) {
            throw new AssertionError("octets behind the reply to " + Arrays.toString(message));
        }
        int question = questionEnd(reply);
        if (!Arrays.equals(message, Wire.HEADER, question, reply, Wire.HEADER, question)) {
            throw new AssertionError("another question than in " + Arrays.toString(message));
        }
    }

    private static int questionEnd(byte[] reply) {
        if (Wire.u16(reply, 4) == 0) {
            return Wire.HEADER;
        }
        int at = Wire.HEADER;
        while (reply[at] != 0) {
            at += reply[at] + 1;
        }
        return at + 5;
    }

    /** The most that the client may get: with EDNS what we never exceed, else what every client takes. */
    private static int limit(byte[] message) {
        return Wire.u16(message, 10) > 0 ? Wire.EDNS_UDP_PAYLOAD : Wire.PLAIN_UDP_PAYLOAD;
    }

    private static byte[] mutated(byte[] seed, SplittableRandom random) {
        byte[] message = seed.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(message.length);
            switch (random.nextInt(6)) {
                case 0 -> message[at] = (byte) random.nextInt(256);
                case 1 -> message[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> message = Arrays.copyOf(message, at + 1);
                case 3 -> message = Arrays.copyOf(message, message.length + random.nextInt(1, 20));
                case 4 -> message = spliced(message, at, SEEDS.get(random.nextInt(SEEDS.size())), random);
                default -> message[at] = (byte) (random.nextBoolean() ? 0xff : 0);
            }
        }
        return message;
    }

    private static byte[] spliced(byte[] head, int at, byte[] tail, SplittableRandom random) {
        int from = random.nextInt(tail.length);
        byte[] spliced = Arrays.copyOf(head, at + tail.length - from);
        System.arraycopy(tail, from, spliced, at, tail.length - from);
        return spliced;
    }
}
