package io.wideip.dns.answer;

import io.wideip.dns.snapshot.Answer;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.function.Supplier;

/**
 * A query's bytes and the client's address in, the reply's bytes out. Knows no transport. One thread owns a responder; it reads
 * one snapshot a query, and neither locks, logs, blocks nor allocates.
 */
public final class Responder implements Answer.Chance {
    private static final int OPT_LENGTH = 11;
    private static final int TURNS = 1 << 16;

    private final Supplier<Snapshot> snapshots;
    private final Supplier<Terms> terms;
    private final Carrier carrier;
    private final QueryCounts counts;
    private final Query query = new Query();
    /** How often each name and family was asked for, by hash: names that collide share their turns. */
    private final int[] turns = new int[TURNS];

    private long random;

    /**
     * Makes a responder for one thread.
     *
     * @param snapshots read once for each query, as {@code terms} are
     * @param seed of what is drawn by weight
     */
    public Responder(
            Supplier<Snapshot> snapshots, Supplier<Terms> terms, Carrier carrier, QueryCounts counts, long seed) {
        this.snapshots = snapshots;
        this.terms = terms;
        this.carrier = carrier;
        this.counts = counts;
        random = seed;
    }

    /**
     * Answers one query; a reply by UDP never exceeds what the client says it can take, nor {@link Wire#EDNS_UDP_PAYLOAD}.
     *
     * @param message the query, from the array's beginning
     * @param client where the query came from
     * @param reply takes the reply, from its beginning: {@link #longestReply} octets, not the query's array
     * @return octets of the reply, or 0 for none
     */
    public int respond(byte[] message, int length, InetAddress client, byte[] reply) {
        int fault = query.read(message, length, client);
        if (fault == Query.DROP) {
            counts.countDropped();
            return 0;
        }
        int limit = limit();
        if (fault != Wire.NOERROR) {
            return empty(message, reply, fault);
        }
        if (query.queryClass() != Wire.IN) {
            byte[] told = query.queryClass() == Wire.CH ? terms.get().chaos().answer(query) : null;
            return told == null ? empty(message, reply, Wire.REFUSED) : tell(message, told, reply);
        }
        if (isMeta(query.type())) {
            return empty(message, reply, isTransfer(query.type()) ? Wire.REFUSED : Wire.NOTIMP);
        }
        Answer answer = snapshots.get().find(query);
        if (answer == null) {
            return empty(message, reply, Wire.REFUSED);
        }
        return write(message, answer.pick(query, this), reply, limit);
    }

    /** Octets that no reply exceeds. */
    public int longestReply() {
        return carrier.isDatagram() ? Wire.EDNS_UDP_PAYLOAD : Wire.LONGEST_MESSAGE;
    }

    private int limit() {
        if (!carrier.isDatagram()) {
            return Wire.LONGEST_MESSAGE;
        }
        return query.edns()
                ? Math.max(Wire.PLAIN_UDP_PAYLOAD, Math.min(query.payloadSize(), Wire.EDNS_UDP_PAYLOAD))
                : Wire.PLAIN_UDP_PAYLOAD;
    }

    /** OPT, and what RFC 6895 section 3.1 calls meta-types, but for ANY. */
    private static boolean isMeta(int type) {
        return type == Wire.OPT || type >= 249 && type <= 254;
    }

    private static boolean isTransfer(int type) {
        return type == 251 || type == 252;
    }

    private int write(byte[] message, Answer.Reply answer, byte[] reply, int limit) {
        int end = query.questionEnd();
        int room = limit - end - optLength();
        int sections = answer.length() <= room ? answer.length() : answer.essentialLength();
        if (sections > room) {
            counts.countTruncated();
            return finish(message, reply, answer.rcode(), answer.authoritativeFlag() | Wire.FLAG_TC, 0);
        }
        System.arraycopy(message, 0, reply, 0, end);
        answer.write(reply, end, sections, query.nameLength());
        return finish(message, reply, answer.rcode(), answer.authoritativeFlag(), sections);
    }

    /** One record that is ready to be sent; it fits every limit. */
    private int tell(byte[] message, byte[] record, byte[] reply) {
        int end = query.questionEnd();
        System.arraycopy(message, 0, reply, 0, end);
        Wire.u16(reply, 6, 1);
        Wire.u16(reply, 8, 0);
        Wire.u16(reply, 10, 0);
        System.arraycopy(record, 0, reply, end, record.length);
        return finish(message, reply, Wire.NOERROR, Wire.FLAG_AA, record.length);
    }

    private int empty(byte[] message, byte[] reply, int rcode) {
        return finish(message, reply, rcode, 0, 0);
    }

    /** Sets the header, the question and the OPT record around the sections that were written. */
    private int finish(byte[] message, byte[] reply, int rcode, int flags, int sections) {
        int end = Math.max(Wire.HEADER, query.questionEnd());
        if (sections == 0) {
            System.arraycopy(message, 0, reply, 0, end);
            Wire.u16(reply, 6, 0);
            Wire.u16(reply, 8, 0);
            Wire.u16(reply, 10, 0);
        }
        Wire.u16(reply, 4, query.questionEnd() > 0 ? 1 : 0);
        int echoed = query.flags() & (Wire.OPCODES | Wire.FLAG_RD | Wire.FLAG_CD);
        Wire.u16(reply, 2, Wire.FLAG_QR | echoed | flags | rcode & 0xf);
        counts.countReply(rcode);
        int at = end + sections;
        return query.edns() ? writeOpt(message, reply, at, rcode) : at;
    }

    private int optLength() {
        return query.edns() ? OPT_LENGTH + query.client().optionLength() : 0;
    }

    /** RFC 6891 section 6.1: our payload size, the code's upper bits, version 0, DO as asked. */
    private int writeOpt(byte[] message, byte[] reply, int at, int rcode) {
        Wire.u16(reply, 10, Wire.u16(reply, 10) + 1);
        int options = query.client().optionLength();
        reply[at] = 0;
        Wire.u16(reply, at + 1, Wire.OPT);
        Wire.u16(reply, at + 3, Wire.EDNS_UDP_PAYLOAD);
        reply[at + 5] = (byte) (rcode >>> 4);
        reply[at + 6] = 0;
        Wire.u16(reply, at + 7, query.ednsFlags() & Wire.EDNS_DO);
        Wire.u16(reply, at + 9, options);
        if (options > 0) {
            query.client().write(message, reply, at + OPT_LENGTH, query.scope());
        }
        return at + OPT_LENGTH + options;
    }

    @Override
    public int turn() {
        int slot = (query.suffixHash(0) * 2 + (query.type() == Wire.AAAA ? 1 : 0)) & TURNS - 1;
        return turns[slot]++;
    }

    /** SplitMix64; the product's upper half is uniform enough for weights (Lemire 2019). */
    @Override
    public int below(int bound) {
        random += 0x9E3779B97F4A7C15L;
        long mixed = (random ^ random >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (int) ((mixed >>> 32) * bound >>> 32);
    }
}
