package io.wideip.dns.server;

import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.wire.Wire;

/** What an event loop has for all sockets of one listener and one carrier: a responder, and arrays that it reads and writes. */
final class BufferedResponder {
    final Responder responder;
    final QueryCounts counts;
    final byte[] query = new byte[Wire.LONGEST_MESSAGE];
    final byte[] reply;

    BufferedResponder(Responder responder, QueryCounts counts) {
        this.counts = counts;
        this.responder = responder;
        reply = new byte[responder.longestReply()];
    }
}
