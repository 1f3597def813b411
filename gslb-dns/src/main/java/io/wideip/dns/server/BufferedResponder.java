package io.wideip.dns.server;

import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.wire.Wire;

/** What an event loop has for all connections of one listener: a responder, and what that reads and writes. */
final class BufferedResponder {
    final Responder responder;
    final byte[] query = new byte[Wire.LONGEST_MESSAGE];
    final byte[] reply;
    final ClientAddress client = new ClientAddress();

    BufferedResponder(Responder responder) {
        this.responder = responder;
        reply = new byte[responder.longestReply()];
    }
}
