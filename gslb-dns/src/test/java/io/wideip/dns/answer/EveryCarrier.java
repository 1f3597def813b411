package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.RateLimitOptions;
import io.wideip.dns.Packet;
import io.wideip.dns.ReplyCheck;
import io.wideip.dns.SampleQueries;
import io.wideip.dns.SampleSite;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import org.xbill.DNS.Message;
import org.xbill.DNS.WireParseException;

/** {@link SampleSite}, asked by each carrier; every reply is checked. */
final class EveryCarrier {
    private static final InetAddress EXEMPT = InetAddress.getLoopbackAddress();

    private static final int TC = 0x02;

    private final TestServer server = SampleSite.server();
    private final byte[] buffer = new byte[65_535];
    /** Above its limit, and no time goes by. */
    private final InetAddress limited = TestCatalog.address("203.0.113.9");

    EveryCarrier() {
        byte[] query = Packet.query(SampleQueries.ZONE, 6, 0).bytes();
        for (int i = 0; i < 2 * RateLimitOptions.DEFAULT.responses(); i++) {
            reply(query, limited, Carrier.UDP);
        }
    }

    /** Asks by each, and once more as a client that may get less. */
    void check(byte[] message) throws IOException {
        for (Carrier carrier : Carrier.values()) {
            check(message, carrier);
        }
        byte[] reply = reply(message, limited, Carrier.UDP);
        if (reply.length > 0) {
            checkReply(message, reply, Carrier.UDP);
        }
    }

    /** Octets of the reply, 0 for none. */
    int check(byte[] message, Carrier carrier) throws IOException {
        byte[] reply = reply(message, EXEMPT, carrier);
        if (reply.length == 0) {
            assertThat(ReplyCheck.deservesNone(message))
                    .as(Arrays.toString(message))
                    .isTrue();
        } else {
            checkReply(message, reply, carrier);
        }
        return reply.length;
    }

    private byte[] reply(byte[] message, InetAddress client, Carrier carrier) {
        int length = server.responder(carrier).respond(message, message.length, ClientAddress.of(client), buffer);
        return Arrays.copyOf(buffer, length);
    }

    private static void checkReply(byte[] message, byte[] reply, Carrier carrier) throws IOException {
        ReplyCheck.check(message, reply, carrier == Carrier.UDP);
        // dnsjava reads the data of each record and option, too; in a truncated reply it would tolerate anything.
        reply[2] &= ~TC;
        try {
            assertThat(new Message(reply).numBytes()).isEqualTo(reply.length);
        } catch (WireParseException e) {
            // It has no family 0, by which dig asks that nothing be told of the client's network.
            assertThat(e).hasMessage("unknown address family");
        }
    }
}
