package io.wideip.dns.answer;

import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.admission.AccessList;
import io.wideip.dns.admission.RateLimit;
import io.wideip.dns.snapshot.Answer;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query's bytes and the client's address in, the reply's bytes out. Knows no transport. One thread owns a responder.
 * It reads one snapshot a query, and never locks, logs, blocks or allocates.
 */
public final class Responder implements Answer.Chance {
    private static final int TURNS = 1 << 16;
    private static final int IXFR = 251;
    private static final int AXFR = 252;

    private final Supplier<Snapshot> snapshots;
    private final Supplier<ListenerSettings> settings;
    private final Carrier carrier;
    private final QueryCounts counts;
    private final InstantSource clock;
    private final OptRecord opt;
    private final Query query = new Query();
    private final Chain chain = new Chain(query, this);
    /** How often each name and family was asked for, by hash: names that collide share their turns. */
    private final int[] turns = new int[TURNS];

    private long random;

    // Of the query that is being answered.
    private ListenerSettings current;
    private int now;
    private int limit;
    private int rcode;
    private int records;

    /**
     * Makes a responder for one thread.
     *
     * @param snapshots read once for each query, as {@code settings} are
     * @param clock for the age of cookies and the rate of responses
     * @param seed of what is drawn by weight
     */
    public Responder(
            Supplier<Snapshot> snapshots,
            Supplier<ListenerSettings> settings,
            Carrier carrier,
            QueryCounts counts,
            InstantSource clock,
            long seed) {
        this.snapshots = snapshots;
        this.settings = settings;
        this.carrier = carrier;
        this.counts = counts;
        this.clock = clock;
        opt = new OptRecord(carrier);
        current = settings.get();
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
    public int respond(byte[] message, int length, ClientAddress client, byte[] reply) {
        int fault = query.read(message, length, client);
        if (fault == Query.DROP) {
            counts.countDropped();
            return 0;
        }
        current = settings.get();
        now = query.edns().cookieLength() > 0 ? (int) (clock.millis() / 1000) : 0;
        limit = limit();
        records = 0;
        int written = answer(message, fault, reply);
        if (carrier.isDatagram() && isLimited(message)) {
            written = limited(message, length, reply, written);
        }
        if (written > 0) {
            counts.countReply(rcode);
        }
        return written;
    }

    /** Octets that no reply exceeds. */
    public int longestReply() {
        return carrier.isDatagram() ? Wire.EDNS_UDP_PAYLOAD : Wire.LONGEST_MESSAGE;
    }

    private int limit() {
        if (!carrier.isDatagram()) {
            return Wire.LONGEST_MESSAGE;
        }
        return query.edns().present()
                ? Math.max(Wire.PLAIN_UDP_PAYLOAD, Math.min(query.edns().payloadSize(), Wire.EDNS_UDP_PAYLOAD))
                : Wire.PLAIN_UDP_PAYLOAD;
    }

    private boolean isAdmitted() {
        AccessList access = current.access();
        return access.isOpen() || access.admits(query.clientAddress());
    }

    private int answer(byte[] message, int fault, byte[] reply) {
        if (!isAdmitted()) {
            counts.countRefusedClient();
            return empty(message, reply, Wire.REFUSED, ExtendedError.CLIENT_REFUSED);
        }
        if (fault != Wire.NOERROR) {
            return empty(message, reply, fault, null);
        }
        if (query.questionEnd() == 0) {
            return empty(message, reply, Wire.NOERROR, null);
        }
        if (query.queryClass() != Wire.IN && query.queryClass() != Wire.ANY_CLASS) {
            byte[] told = query.queryClass() == Wire.CH ? current.chaos().answer(query) : null;
            return told == null ? empty(message, reply, Wire.REFUSED, null) : tell(message, told, reply);
        }
        if (isMeta(query.type())) {
            return isTransfer(query.type())
                    ? empty(message, reply, transferCode(query.type()), ExtendedError.NO_TRANSFERS)
                    : empty(message, reply, Wire.NOTIMP, ExtendedError.TYPE_NOT_SUPPORTED);
        }
        Snapshot snapshot = snapshots.get();
        Answer answer = snapshot.find(query);
        if (answer == null) {
            return empty(message, reply, Wire.REFUSED, ExtendedError.NOT_OURS);
        }
        counts.countQuestion(query.zone(), query.type());
        return write(message, snapshot, answer.pick(query, this), reply);
    }

    /** What RFC 6895 section 3.1 calls meta-types, but for ANY, and for OPT, which is a type that no name has. */
    private static boolean isMeta(int type) {
        return type >= 249 && type <= 254;
    }

    private static boolean isTransfer(int type) {
        return type == IXFR || type == AXFR;
    }

    /** By UDP there is no AXFR that could be refused (RFC 5936 section 4.2). */
    private int transferCode(int type) {
        return type == AXFR && carrier.isDatagram() ? Wire.NOTIMP : Wire.REFUSED;
    }

    private int write(byte[] message, Snapshot snapshot, Answer.Reply answer, byte[] reply) {
        if (answer.furtherNames() != null) {
            return writeChain(message, snapshot, answer, reply);
        }
        int end = query.questionEnd();
        int room = limit - end - opt.length(query, current);
        int sections = answer.length() <= room ? answer.length() : answer.essentialLength();
        if (sections > room) {
            counts.countTruncated();
            return finish(message, reply, answer.rcode(), answer.authoritativeFlag() | Wire.FLAG_TC, 0, null);
        }
        System.arraycopy(message, 0, reply, 0, end);
        answer.write(snapshot, reply, end, sections);
        records = sections - answer.denialLength();
        return finish(message, reply, answer.rcode(), answer.authoritativeFlag(), sections, answer.extendedError());
    }

    /** The AA flag is the first name's (RFC 1035 section 4.1.1), the response code the last one's (RFC 6604). */
    private int writeChain(byte[] message, Snapshot snapshot, Answer.Reply first, byte[] reply) {
        int start = query.questionEnd();
        System.arraycopy(message, 0, reply, 0, start);
        int end = chain.write(snapshot, first, reply, limit - opt.length(query, current));
        int flags = first.authoritativeFlag();
        if (end == Chain.DOES_NOT_FIT) {
            counts.countTruncated();
            return finish(message, reply, chain.rcode(), flags | Wire.FLAG_TC, 0, null);
        }
        records = end - start - chain.denialLength();
        return finish(message, reply, chain.rcode(), flags, end - start, chain.extendedError());
    }

    /** One record that is ready to be sent; it fits every limit. */
    private int tell(byte[] message, byte[] record, byte[] reply) {
        int end = query.questionEnd();
        System.arraycopy(message, 0, reply, 0, end);
        Wire.u16(reply, 6, 1);
        Wire.u16(reply, 8, 0);
        Wire.u16(reply, 10, 0);
        System.arraycopy(record, 0, reply, end, record.length);
        records = record.length;
        return finish(message, reply, Wire.NOERROR, 0, record.length, null);
    }

    private int empty(byte[] message, byte[] reply, int code, @Nullable ExtendedError why) {
        return finish(message, reply, code, 0, 0, why);
    }

    /** Sets the header, the question and the OPT record around the sections that were written. */
    private int finish(byte[] message, byte[] reply, int code, int flags, int sections, @Nullable ExtendedError why) {
        rcode = code;
        int end = Math.max(Wire.HEADER, query.questionEnd());
        if (sections == 0) {
            System.arraycopy(message, 0, reply, 0, end);
            Wire.u16(reply, 6, 0);
            Wire.u16(reply, 8, 0);
            Wire.u16(reply, 10, 0);
        }
        Wire.u16(reply, 4, query.questionEnd() > 0 ? 1 : 0);
        // Not CD, which RFC 4035 section 3.1.6 has cleared by those who have authority.
        int echoed = query.flags() & (Wire.OPCODES | Wire.FLAG_RD);
        // Nobody has authority over all classes (RFC 1035 section 6.2).
        int told = query.queryClass() == Wire.ANY_CLASS ? flags & ~Wire.FLAG_AA : flags;
        Wire.u16(reply, 2, Wire.FLAG_QR | echoed | told | code & 0xf);
        int at = end + sections;
        return query.edns().present() ? opt.write(message, query, current, reply, at, limit, code, why, now) : at;
    }

    /** False for those whose address can't be forged, or who have shown that it is theirs. */
    private boolean isLimited(byte[] message) {
        ClientAddress address = query.clientAddress();
        return current.rateLimit() != null
                && !address.isLoopback()
                && !hasValidCookie(message)
                && !current.unlimited().contains(address);
    }

    private boolean hasValidCookie(byte[] message) {
        int length = query.edns().cookieLength();
        return length > Wire.CLIENT_COOKIE
                && current.cookies().isValid(message, query.edns().cookieAt(), length, query.clientAddress(), now);
    }

    /** What is left of a reply that may be above its client's share. */
    private int limited(byte[] message, int length, byte[] reply, int written) {
        RateLimit rateLimit = Objects.requireNonNull(current.rateLimit());
        RateLimit.Judgement judgement =
                rateLimit.judge(query.clientAddress(), length, written, records, clock.millis());
        if (judgement == RateLimit.Judgement.ANSWER) {
            return written;
        }
        counts.countLimited(judgement);
        if (!current.enforced()) {
            return written;
        }
        if (judgement == RateLimit.Judgement.DROP) {
            return 0;
        }
        // It would make the reply many times the query, and be sent however little the network has left.
        query.edns().passOverIdentity();
        if (query.questionEnd() == 0) {
            // FORMERR, NOTIMP or a cookie alone: by TCP there is nothing else to hear.
            return empty(message, reply, rcode, null);
        }
        // A client with a cookie of its own gets ours, and needs no TCP (RFC 7873 section 5.2.3).
        return query.edns().cookieLength() > 0
                ? empty(message, reply, Wire.BADCOOKIE, null)
                : finish(message, reply, Wire.NOERROR, Wire.FLAG_TC, 0, null);
    }

    @Override
    public int turn() {
        int slot = ((int) query.suffixHash(0) * 2 + (query.type() == Wire.AAAA ? 1 : 0)) & TURNS - 1;
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
