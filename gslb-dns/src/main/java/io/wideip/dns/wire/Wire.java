package io.wideip.dns.wire;

/** The numbers of DNS messages (RFC 1035 section 4.1, RFC 3596, RFC 6891, RFC 7871) and how they lie in an array. */
public final class Wire {
    public static final int HEADER = 12;
    /**
     * The bits that make a pointer; what it points to starts within the first 16,384 octets (RFC 1035 section 4.1.4).
     */
    public static final int POINTER = 0xC000;
    /** A pointer to the question's name, which follows the header (RFC 1035 section 4.1.4). */
    public static final int QUESTION_POINTER = POINTER | HEADER;

    public static final int LONGEST_NAME = 255;
    /** What the length in front of a message by TCP can say. */
    public static final int LONGEST_MESSAGE = 65_535;
    /**
     * Octets of a reply's sections where they have to fit by TCP. What is left of a message is for the question (259), for
     * sixteen aliases before them (533 each, where a DNAME makes them) and for OPT.
     */
    public static final int LONGEST_SECTIONS = 56_000;
    /** What every client can take without EDNS (RFC 1035 section 4.2.1). */
    public static final int PLAIN_UDP_PAYLOAD = 512;
    /** What passes through nearly every path unfragmented (DNS flag day 2020). */
    public static final int EDNS_UDP_PAYLOAD = 1232;

    public static final int FLAG_QR = 0x8000;
    public static final int FLAG_AA = 0x0400;
    public static final int FLAG_TC = 0x0200;
    public static final int FLAG_RD = 0x0100;
    public static final int OPCODES = 0x7800;

    public static final int OPCODE_QUERY = 0;
    public static final int OPCODE_NOTIFY = 4 << 11;

    public static final int NOERROR = 0;
    public static final int FORMERR = 1;
    public static final int SERVFAIL = 2;
    public static final int NXDOMAIN = 3;
    public static final int NOTIMP = 4;
    public static final int REFUSED = 5;
    /** Here: a name that DNAME makes too long (RFC 6672 section 2.2). */
    public static final int YXDOMAIN = 6;
    /** An extended code: its upper bits travel in the OPT record. */
    public static final int BADVERS = 16;
    /** Likewise (RFC 7873 section 5.2.3). */
    public static final int BADCOOKIE = 23;

    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int SOA = 6;
    public static final int HINFO = 13;
    public static final int TXT = 16;
    public static final int AAAA = 28;
    public static final int DNAME = 39;
    public static final int OPT = 41;
    public static final int DS = 43;
    public static final int SVCB = 64;
    public static final int HTTPS = 65;
    public static final int ANY = 255;

    public static final int IN = 1;
    public static final int CH = 3;
    public static final int ANY_CLASS = 255;

    public static final int OPTION_NSID = 3;
    public static final int OPTION_CLIENT_SUBNET = 8;
    public static final int OPTION_COOKIE = 10;
    public static final int OPTION_KEEPALIVE = 11;
    public static final int OPTION_PADDING = 12;
    public static final int OPTION_EXTENDED_ERROR = 15;
    public static final int EDNS_DO = 0x8000;
    /** Octets of what a client has made by itself, alone or with what a server has made (RFC 7873 section 4). */
    public static final int CLIENT_COOKIE = 8;

    private Wire() {}

    public static int u8(byte[] from, int at) {
        return from[at] & 0xff;
    }

    public static int u16(byte[] from, int at) {
        return u8(from, at) << 8 | u8(from, at + 1);
    }

    public static void u32(byte[] into, int at, int value) {
        u16(into, at, value >>> 16);
        u16(into, at + 2, value);
    }

    public static void u16(byte[] into, int at, int value) {
        into[at] = (byte) (value >>> 8);
        into[at + 1] = (byte) value;
    }
}
