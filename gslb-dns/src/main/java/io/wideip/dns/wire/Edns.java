package io.wideip.dns.wire;

import static io.wideip.dns.wire.Wire.u16;
import static io.wideip.dns.wire.Wire.u8;

import io.wideip.dns.address.ClientAddress;

/** The OPT record of a query (RFC 6891), and which of its options we know. Reused for every query, as its {@link Query} is. */
public final class Edns {
    private static final int SHORTEST_COOKIES = Wire.CLIENT_COOKIE + 8;
    private static final int LONGEST_COOKIES = Wire.CLIENT_COOKIE + 32;
    private static final int FIXED_LENGTH = 11;

    private final ClientSubnet subnet;
    private boolean present;
    private int payloadSize;
    private int version;
    private int flags;
    private int cookieAt;
    private int cookieLength;
    private boolean asksIdentity;
    private boolean padded;
    private boolean keepalive;

    Edns(ClientAddress address) {
        subnet = new ClientSubnet(address);
    }

    void clear() {
        present = false;
        cookieLength = 0;
        asksIdentity = false;
        padded = false;
        keepalive = false;
        subnet.clear();
    }

    /** True where an OPT record begins here: its owner is the root (RFC 6891 section 6.1.2). */
    static boolean beginsAt(byte[] message, int at, int length) {
        return at + FIXED_LENGTH <= length && message[at] == 0 && u16(message, at + 1) == Wire.OPT;
    }

    /** Reads the record; where it ends, or -1 where it is a second one or malformed. */
    int read(byte[] message, int at, int length) {
        int end = at + FIXED_LENGTH + u16(message, at + 9);
        if (present || end > length) {
            return -1;
        }
        present = true;
        payloadSize = u16(message, at + 3);
        version = u8(message, at + 6);
        flags = u16(message, at + 7);
        // Another version's options may mean other things: BADVERS comes first (RFC 6891 section 6.1.3).
        return version != 0 || readOptions(message, at + FIXED_LENGTH, end) ? end : -1;
    }

    private boolean readOptions(byte[] message, int from, int end) {
        int at = from;
        while (at < end) {
            if (at + 4 > end) {
                return false;
            }
            int code = u16(message, at);
            int next = at + 4 + u16(message, at + 2);
            if (next > end || !readOption(code, message, at + 4, next)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** False where the option is one that we know and malformed; others are passed over (RFC 6891 section 6.1.2). */
    private boolean readOption(int code, byte[] message, int at, int end) {
        if (code == Wire.OPTION_CLIENT_SUBNET) {
            return subnet.read(message, at, end);
        }
        if (code == Wire.OPTION_COOKIE) {
            return readCookie(at, end - at);
        }
        asksIdentity |= code == Wire.OPTION_NSID;
        padded |= code == Wire.OPTION_PADDING;
        keepalive |= code == Wire.OPTION_KEEPALIVE;
        return true;
    }

    /** Of several, the first counts (RFC 7873 section 5.2). */
    private boolean readCookie(int at, int length) {
        boolean fits = length == Wire.CLIENT_COOKIE || length >= SHORTEST_COOKIES && length <= LONGEST_COOKIES;
        if (fits && cookieLength == 0) {
            cookieAt = at;
            cookieLength = length;
        }
        return fits;
    }

    public boolean present() {
        return present;
    }

    /** What the client can take by UDP, as it says. */
    public int payloadSize() {
        return payloadSize;
    }

    public int version() {
        return version;
    }

    /** DO and Z as sent (RFC 6891 section 6.1.3). */
    public int flags() {
        return flags;
    }

    public ClientSubnet client() {
        return subnet;
    }

    /** Where in the message the client's cookie begins; the server's, where there is one, follows it. */
    public int cookieAt() {
        return cookieAt;
    }

    /** Octets of both cookies; 8 without the server's, 0 without any. */
    public int cookieLength() {
        return cookieLength;
    }

    /** True where the client asks by NSID which server this is (RFC 5001). */
    public boolean asksIdentity() {
        return asksIdentity;
    }

    /** From now on that is passed over, for a reply that is to be no larger than it must. */
    public void passOverIdentity() {
        asksIdentity = false;
    }

    /** True where the client pads its queries, and so expects padded replies (RFC 7830 section 4). */
    public boolean padded() {
        return padded;
    }

    /** True where the client asks how long an idle connection stays open (RFC 7828). */
    public boolean keepalive() {
        return keepalive;
    }
}
