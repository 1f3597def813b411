package io.wideip.dns.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import io.wideip.dns.SampleSite;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.wire.Wire;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes of what load balancers send, up to all that an engine puts into the array. */
final class DatagramResponderTest {
    private static final int FIXED = 16;
    private static final int PORT = 5353;

    private final TestServer site = SampleSite.server();
    private final LongAdder refusals = new LongAdder();
    private final DatagramResponder responder = new DatagramResponder(
            site.responder(Carrier.UDP), site.counts(), new Proxies(Subnets.listOf("10.0.0.0/24")), refusals);

    @ParameterizedTest
    @CsvSource({
        "28, 100, true",
        "28, 1232, true",
        "1024, 1232, true",
        // The header alone.
        "28, 0, false",
        "1024, 0, false"
    })
    void answersWhatFollowsTheHeader(int header, int query, boolean answered) {
        assertThat(respond(header, query) > 0).isEqualTo(answered);
        assertThat(refusals.sum()).isZero();
        assertThat(site.counts().dropped()).isEqualTo(answered ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"1025, 100", "1025, 1231", "65551, 1232"})
    void refusesALongerHeader(int header, int query) {
        assertThat(respond(header, query)).isZero();
        assertThat(refusals.sum()).isEqualTo(1);
    }

    /** As an engine does: what the array has no room for is cut off. */
    private int respond(int header, int query) {
        byte[] datagram = Packet.proxy(0x21, 0x12, header - FIXED)
                .octets((byte) 192, (byte) 0, (byte) 2, (byte) 1)
                .octets(new byte[header - FIXED - 4])
                .octets(query(query))
                .bytes();
        int length = Math.min(datagram.length, responder.query().length);
        System.arraycopy(datagram, 0, responder.query(), 0, length);
        responder.sender().set(true, 0x0a00_0007L << 32, 0);
        return responder.respond(length, PORT);
    }

    /** Made so long by padding (RFC 7830). */
    private static byte[] query(int length) {
        if (length == 0) {
            return new byte[0];
        }
        Packet query = Packet.query("shop.apps.example.com", Wire.A, 1);
        int padding = length - query.bytes().length - 11 - 4;
        return query.opt(1232, 0, 0, 4 + padding)
                .u16(12)
                .u16(padding)
                .octets(new byte[padding])
                .bytes();
    }
}
