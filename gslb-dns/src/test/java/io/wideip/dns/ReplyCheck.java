package io.wideip.dns;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What every reply owes its query, whatever was asked. Reads replies octet by octet, as no code of the server does.
 * {@code bench/mutants} compiles this class by itself: it needs no library.
 */
public final class ReplyCheck {
    private static final int HEADER = 12;
    private static final int OPT = 41;
    private static final int QR = 0x8000;
    private static final int OPCODE_RD = 0x7900;
    private static final int TC = 0x0200;
    private static final int RA_Z_AD_CD = 0x00f0;
    private static final int PLAIN_LIMIT = 512;
    private static final int EDNS_LIMIT = 1232;

    private final byte[] query;
    private final byte[] reply;

    private ReplyCheck(byte[] query, byte[] reply) {
        this.query = query;
        this.reply = reply;
    }

    /** True for what has no ID to answer with, and for what is an answer itself. */
    public static boolean deservesNone(byte[] query) {
        return query.length < HEADER || (u16(query, 2) & QR) != 0;
    }

    /**
     * Checks a reply.
     *
     * @param datagram whether a reply by UDP
     * @throws AssertionError with both messages
     */
    public static void check(byte[] query, byte[] reply, boolean datagram) {
        try {
            new ReplyCheck(query, reply).check(datagram);
        } catch (AssertionError | IndexOutOfBoundsException e) {
            throw new AssertionError(
                    e.getMessage() + "\nto    " + Arrays.toString(query) + "\nreply " + Arrays.toString(reply), e);
        }
    }

    private void check(boolean datagram) {
        expect(!deservesNone(query), "a message that deserves no reply");
        expect(reply.length >= HEADER, "no header");
        expect(u16(reply, 0) == u16(query, 0), "another ID");
        int flags = u16(reply, 2);
        expect((flags & QR) != 0, "no QR");
        expect((flags & OPCODE_RD) == (u16(query, 2) & OPCODE_RD), "another opcode or RD");
        expect((flags & RA_Z_AD_CD) == 0, "RA, Z, AD or CD");
        expect(datagram || (flags & TC) == 0, "TC on a stream");
        int rcode = flags & 0xf;
        boolean answered = rcode == 0 || rcode == 2 || rcode == 3;
        int at = question(answered);
        int records = u16(reply, 6) + u16(reply, 8) + u16(reply, 10);
        expect((flags & TC) == 0 || u16(reply, 6) == 0, "TC and answers");
        int opt = 0;
        for (int i = 0; i < records; i++) {
            int type = afterName(at);
            if (u16(reply, type) == OPT) {
                expect(opt == 0 && reply[at] == 0 && i >= u16(reply, 6) + u16(reply, 8), "OPT out of its place");
                opt = type;
            }
            at = type + 10 + u16(reply, type + 8);
        }
        expect(at == reply.length, "it ends at " + at);
        // What is not truncated and has one of those codes was read to its end.
        boolean read = answered && (flags & TC) == 0;
        expect(opt != 0 || !read || optOfQuery() == 0, "no OPT, though the query has one");
        checkLimit(opt, datagram);
    }

    /** Where the question ends. */
    private int question(boolean answered) {
        int questions = u16(reply, 4);
        // A client may ask for nothing but a cookie (RFC 7873 section 5.4).
        boolean needed = u16(query, 4) > 0 && answered;
        expect(questions == 1 || questions == 0 && !needed, "QDCOUNT " + questions);
        if (questions == 0) {
            return HEADER;
        }
        int end = afterName(HEADER) + 4;
        expect(Arrays.equals(query, HEADER, end, reply, HEADER, end), "another question");
        return end;
    }

    private void checkLimit(int opt, boolean datagram) {
        int limit = PLAIN_LIMIT;
        if (opt != 0) {
            expect(reply[opt + 5] == 0, "EDNS version");
            int asked = optOfQuery();
            expect(asked != 0, "OPT without one in the query");
            expect(u16(reply, opt + 6) == (u16(query, asked + 6) & 0x8000), "other EDNS flags than DO");
            limit = Math.max(PLAIN_LIMIT, Math.min(u16(query, asked + 2), EDNS_LIMIT));
            checkOptions(opt + 10, opt + 10 + u16(reply, opt + 8));
        }
        expect(!datagram || reply.length <= limit, reply.length + " octets where " + limit + " are the most");
    }

    private void checkOptions(int from, int end) {
        Set<Integer> codes = new HashSet<>();
        int at = from;
        while (at < end) {
            expect(codes.add(u16(reply, at)), "two options " + u16(reply, at));
            at += 4 + u16(reply, at + 2);
        }
        expect(at == end, "options longer than their record");
    }

    /** Where the type of the first OPT record is among the additional ones of the query, or 0. */
    private int optOfQuery() {
        int at = HEADER;
        if (u16(query, 4) > 0) {
            while (query[at] != 0) {
                at += query[at] + 1;
            }
            at += 5;
        }
        int before = u16(query, 6) + u16(query, 8);
        for (int i = 0; i < before + u16(query, 10); i++) {
            int owner = at;
            while (query[at] != 0 && (query[at] & 0xc0) == 0) {
                at += query[at] + 1;
            }
            at += query[at] == 0 ? 1 : 2;
            if (i >= before && query[owner] == 0 && u16(query, at) == OPT) {
                return at;
            }
            at += 10 + u16(query, at + 8);
        }
        return 0;
    }

    /** A name of the reply may end with a pointer to what stands before it, which has no more than two pointers itself. */
    private int afterName(int from) {
        int at = from;
        int end = 0;
        int length = 1;
        int pointers = 0;
        while (reply[at] != 0) {
            int octet = reply[at] & 0xff;
            if (octet >= 0xc0) {
                int to = u16(reply, at) & 0x3fff;
                expect(to >= HEADER && to < at && pointers++ < 3, "a pointer from " + at + " to " + to);
                end = end == 0 ? at + 2 : end;
                at = to;
            } else {
                expect(octet < 64, "a label of " + octet);
                length += octet + 1;
                expect(length <= 255, "a name of " + length);
                at += octet + 1;
            }
        }
        return end == 0 ? at + 1 : end;
    }

    private static int u16(byte[] from, int at) {
        return (from[at] & 0xff) << 8 | from[at + 1] & 0xff;
    }

    private static void expect(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(fault);
        }
    }
}
