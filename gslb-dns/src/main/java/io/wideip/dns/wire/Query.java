package io.wideip.dns.wire;

import static io.wideip.dns.wire.Wire.u16;
import static io.wideip.dns.wire.Wire.u8;

import io.wideip.config.names.NameHash;
import io.wideip.dns.address.ClientAddress;
import java.util.Arrays;

/**
 * One query as read from its bytes, and who asks. A responder owns one and reads every message into it, so nothing is
 * allocated. Not thread-safe; its values hold until the next {@link #read}.
 */
public final class Query {
    /** Not to be answered at all: an answer, or too short to have an ID. */
    public static final int DROP = -1;

    private static final int MOST_LABELS = 127;
    private static final byte[] LOWER = new byte[256];
    private static final byte[] WILDCARD = Arrays.copyOf(new byte[] {1, '*'}, 2 + NameHash.PADDING);

    static {
        for (int i = 0; i < LOWER.length; i++) {
            LOWER[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
    }

    private final byte[] name = new byte[Wire.LONGEST_NAME + NameHash.PADDING];
    private final byte[] shortened = new byte[Wire.LONGEST_NAME + NameHash.PADDING];
    private final int[] labelStarts = new int[MOST_LABELS];
    private final long[] suffixes = new long[MOST_LABELS];
    private final ClientAddress address = new ClientAddress();
    private final Edns edns = new Edns(address);
    private int flags;
    private int nameLength;
    private int shortenedLength;
    private int labels;
    private int type;
    private int queryClass;
    private int questionEnd;
    private int scope;
    private int zone;

    /**
     * Reads a message of a client whose address is known.
     *
     * @return {@link #DROP}, or the response code that the message by itself asks for: NOERROR when it can be looked up, or
     *     asks for a cookie alone
     */
    public int read(byte[] message, int length, ClientAddress client) {
        questionEnd = 0;
        scope = 0;
        address.set(client);
        edns.clear();
        if (length < Wire.HEADER) {
            return DROP;
        }
        flags = u16(message, 2);
        if ((flags & Wire.FLAG_QR) != 0) {
            return DROP;
        }
        int opcode = flags & Wire.OPCODES;
        if (opcode != Wire.OPCODE_QUERY && opcode != Wire.OPCODE_NOTIFY) {
            return Wire.NOTIMP;
        }
        int questions = u16(message, 4);
        if (questions == 0 && opcode == Wire.OPCODE_QUERY) {
            return readCookieAlone(message, length);
        }
        // RFC 9619: no more than one.
        if (questions != 1 || !readQuestion(message, length)) {
            return Wire.FORMERR;
        }
        int records = u16(message, 6) + u16(message, 8);
        int at = questionEnd;
        if (records != 0) {
            at = Records.end(message, at, length, records);
        }
        int fault = at < 0 ? Wire.FORMERR : readAdditional(message, at, length, u16(message, 10));
        // No zone of this server is another's copy (RFC 1996).
        return fault == Wire.NOERROR && opcode == Wire.OPCODE_NOTIFY ? Wire.REFUSED : fault;
    }

    /** A client that wants a cookie and nothing else asks no question (RFC 7873 section 5.4). */
    private int readCookieAlone(byte[] message, int length) {
        if (u16(message, 6) != 0 || u16(message, 8) != 0) {
            return Wire.FORMERR;
        }
        int fault = readAdditional(message, Wire.HEADER, length, u16(message, 10));
        return fault == Wire.NOERROR && edns.cookieLength() == 0 ? Wire.FORMERR : fault;
    }

    private boolean readQuestion(byte[] message, int length) {
        int at = Wire.HEADER;
        int count = 0;
        while (true) {
            if (at >= length) {
                return false;
            }
            int label = u8(message, at);
            if (label == 0) {
                break;
            }
            int start = at - Wire.HEADER;
            // Above 63 it is a pointer, which a question has nothing to point back to.
            if (label > 63 || start + label + 2 > Wire.LONGEST_NAME || at + label >= length) {
                return false;
            }
            labelStarts[count++] = start;
            at += label + 1;
        }
        labels = count;
        nameLength = at + 1 - Wire.HEADER;
        if (at + 5 > length) {
            return false;
        }
        for (int i = 0; i < nameLength; i++) {
            // A length octet is below 'A', so lowering every octet alike lowers only letters.
            name[i] = LOWER[u8(message, Wire.HEADER + i)];
        }
        type = u16(message, at + 1);
        queryClass = u16(message, at + 3);
        questionEnd = at + 5;
        return true;
    }

    /** Notes the number of the zone that the name lies in. */
    public void zone(int number) {
        zone = number;
    }

    /** As noted last. */
    public int zone() {
        return zone;
    }

    /** Computes what {@link #suffixHash} gives. */
    public void hash(NameHash by) {
        long value = NameHash.ROOT;
        for (int label = labels - 1; label >= 0; label--) {
            value = by.value(name, labelStarts[label], value);
            suffixes[label] = value;
        }
    }

    private int readAdditional(byte[] message, int from, int length, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            at = Edns.beginsAt(message, at, length)
                    ? edns.read(message, at, length)
                    : Records.end(message, at, length, 1);
            if (at < 0) {
                return Wire.FORMERR;
            }
        }
        if (at != length) {
            return Wire.FORMERR;
        }
        return edns.present() && edns.version() != 0 ? Wire.BADVERS : Wire.NOERROR;
    }

    public int flags() {
        return flags;
    }

    public int type() {
        return type;
    }

    public int queryClass() {
        return queryClass;
    }

    /** The name in lower case, in wire form, {@link #nameLength} octets; the array is this query's own. */
    public byte[] name() {
        return name;
    }

    /** Octets of the name with its last zero. */
    public int nameLength() {
        return nameLength;
    }

    /** Labels of the name without the root's. */
    public int labels() {
        return labels;
    }

    /** Where the suffix begins that leaves out so many labels. */
    public int suffixStart(int label) {
        return label == labels ? nameLength - 1 : labelStarts[label];
    }

    /** The hash of the suffix that leaves out so many labels, by what {@link #hash} was called with last. */
    public long suffixHash(int label) {
        return NameHash.mixed(label == labels ? NameHash.ROOT : suffixes[label]);
    }

    /** The hash of the wildcard just below that suffix. */
    public long wildcardHash(int label, NameHash by) {
        return NameHash.mixed(by.value(WILDCARD, 0, label == labels ? NameHash.ROOT : suffixes[label]));
    }

    /**
     * Puts another name together, of which one label is part of a label here, and what follows it is the same.
     *
     * @param label its number here
     * @param from where the part begins in {@link #name}
     * @param to where it ends
     * @return the name's hash, by what {@link #hash} was called with last
     */
    public long shorten(int label, int from, int to, NameHash by) {
        int behind = suffixStart(label + 1);
        int length = to - from;
        shortened[0] = (byte) length;
        System.arraycopy(name, from, shortened, 1, length);
        System.arraycopy(name, behind, shortened, 1 + length, nameLength - behind);
        shortenedLength = 1 + length + nameLength - behind;
        return NameHash.mixed(by.value(shortened, 0, label + 1 == labels ? NameHash.ROOT : suffixes[label + 1]));
    }

    /** The name that {@link #shorten} has put together, {@link #shortenedLength} octets; the array is this query's own. */
    public byte[] shortened() {
        return shortened;
    }

    public int shortenedLength() {
        return shortenedLength;
    }

    /** Octets of the message up to the end of the question; 0 where it has none that can be read. */
    public int questionEnd() {
        return questionEnd;
    }

    public Edns edns() {
        return edns;
    }

    /**
     * Goes on with another name, as an alias asks; all that the message says stays, and so does {@link #scope}.
     *
     * @param kept leading octets of the name that stay: whole labels
     * @param lowerName what follows them, in wire form and lower case; together at most {@link Wire#LONGEST_NAME}
     */
    public void redirect(int kept, byte[] lowerName) {
        System.arraycopy(lowerName, 0, name, kept, lowerName.length);
        nameLength = kept + lowerName.length;
        labels = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1) {
            labelStarts[labels++] = at;
        }
    }

    /** Goes on with another type. */
    public void askFor(int otherType) {
        type = otherType;
    }

    /** Where the message came from. */
    public ClientAddress clientAddress() {
        return address;
    }

    /** Where the client is as far as the query tells. */
    public ClientSubnet client() {
        return edns.client();
    }

    /** Notes that the answer holds only for clients who share so many leading bits. */
    public void narrow(int bits) {
        if (bits > scope) {
            scope = bits;
        }
    }

    /** Leading bits of the client's address that the answer depends on (RFC 7871 section 7.2.1). */
    public int scope() {
        return scope;
    }
}
