package io.wideip.dns.engine;

import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.defect.Defects;
import io.wideip.dns.wire.ProxyHeaderReader;
import io.wideip.dns.wire.Wire;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all engines do with a datagram: one for each thread of each listener. The engine puts the datagram into {@link #query} and
 * its sender into {@link #sender}, and sends what {@link #respond} has put into {@link #reply}. Nothing is allocated, and nothing is
 * thrown. One thread owns it.
 */
public final class DatagramResponder {
    /** Octets of a query that are read: as many as our OPT record says that we take. */
    private static final int LARGEST_QUERY = Wire.EDNS_UDP_PAYLOAD;

    private final Responder responder;
    private final QueryCounts counts;
    private final Proxies proxies;
    private final LongAdder refusals;
    private final ProxyHeaderReader header = new ProxyHeaderReader();
    private final ClientAddress sender = new ClientAddress();
    private final byte[] query;
    private final byte[] reply;

    /**
     * Makes one.
     *
     * @param responder for datagrams
     * @param counts the responder's
     * @param refusals counts what came without the PROXY header that is asked for
     */
    public DatagramResponder(Responder responder, QueryCounts counts, Proxies proxies, LongAdder refusals) {
        this.responder = responder;
        this.counts = counts;
        this.proxies = proxies;
        this.refusals = refusals;
        query = new byte[LARGEST_QUERY + (proxies.isEmpty() ? 0 : ProxyHeaderReader.LONGEST)];
        reply = new byte[responder.longestReply()];
    }

    /** Takes a datagram, from its beginning. What is longer than this array is cut off there. */
    public byte[] query() {
        return query;
    }

    /** Takes the address that the datagram came from. */
    public ClientAddress sender() {
        return sender;
    }

    /** Has the reply, from its beginning, after {@link #respond}; no reply is longer than this array. */
    public byte[] reply() {
        return reply;
    }

    /**
     * Answers the datagram that lies in {@link #query}, of {@link #sender}.
     *
     * @param length its octets
     * @param port that it came from
     * @return octets of the reply, or 0 for none
     */
    public int respond(int length, int port) {
        if (port == 0) {
            // RFC 768: nobody there takes a reply.
            counts.countDropped();
            return 0;
        }
        try {
            int octets = proxies.isEmpty() ? length : withoutHeader(length);
            return octets < 0 ? 0 : responder.respond(query, octets, sender, reply);
        } catch (RuntimeException | Error defect) {
            countFailure(defect);
            return 0;
        }
    }

    /** Counts a datagram that was read and gets no reply. */
    public void countDropped() {
        counts.countDropped();
    }

    /** Counts a datagram that a fault cost its reply, and tells of the fault, at most once a minute. */
    public void countFailure(Throwable fault) {
        if (Defects.tell(fault)) {
            counts.countDropped();
        }
    }

    /**
     * Takes the PROXY header off, and the client that it names for the sender.
     *
     * @return octets of what followed it; -1 where there is none, or where the sender is no proxy
     */
    private int withoutHeader(int length) {
        int end = proxies.contains(sender) ? header.read(query, Math.min(length, ProxyHeaderReader.LONGEST)) : 0;
        if (end <= 0) {
            refusals.increment();
            return -1;
        }
        header.client(sender);
        System.arraycopy(query, end, query, 0, length - end);
        return length - end;
    }
}
