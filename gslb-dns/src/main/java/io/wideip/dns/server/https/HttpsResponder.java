package io.wideip.dns.server.https;

import io.netty.buffer.ByteBuf;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.Arrays;

/** What an event loop has for all its HTTPS connections. One thread owns it. */
public final class HttpsResponder {
    private final Responder responder;
    private final byte[] query = new byte[Wire.LONGEST_MESSAGE];
    private final byte[] reply;
    private final ClientAddress asking = new ClientAddress();

    /** @param responder one that knows its carrier to be HTTPS */
    public HttpsResponder(Responder responder) {
        this.responder = responder;
        reply = new byte[responder.longestReply()];
    }

    /** The reply's octets; none where the query deserves none. */
    byte[] reply(byte[] message, InetAddress client) {
        return respond(message, message.length, client);
    }

    /** As above, of what can be read. */
    byte[] reply(ByteBuf message, InetAddress client) {
        int length = message.readableBytes();
        message.getBytes(message.readerIndex(), query, 0, length);
        return respond(query, length, client);
    }

    private byte[] respond(byte[] message, int length, InetAddress client) {
        asking.set(client);
        return Arrays.copyOf(reply, responder.respond(message, length, asking, reply));
    }
}
