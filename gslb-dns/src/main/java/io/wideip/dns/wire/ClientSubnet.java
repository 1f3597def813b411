package io.wideip.dns.wire;

import static io.wideip.dns.wire.Wire.u16;
import static io.wideip.dns.wire.Wire.u8;

import io.wideip.dns.address.ClientAddress;

/**
 * Where the client is: its network by EDNS Client Subnet (RFC 7871) where the resolver tells it, else the resolver's own
 * address. Reused for every query, as its {@link Query} is.
 */
public final class ClientSubnet {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int OPTION_HEADER = 4;
    private static final int SCOPE_AT = OPTION_HEADER + 3;

    private final ClientAddress address;
    /** Where the option begins in the message, or 0. */
    private int optionAt;

    private int optionLength;
    private int prefix;
    private boolean told;
    private boolean ipv4;
    private long high;
    private long low;

    ClientSubnet(ClientAddress address) {
        this.address = address;
    }

    void clear() {
        optionAt = 0;
        told = false;
    }

    /** Reads the option's data; false where RFC 7871 (sections 6 and 7.1) has it malformed. Of several, the first counts. */
    boolean read(byte[] message, int at, int end) {
        if (end - at < OPTION_HEADER) {
            return false;
        }
        int family = u16(message, at);
        int bits = u8(message, at + 2);
        int octets = (bits + 7) / 8;
        boolean fits = family == IPV4 && bits <= 32 || family == IPV6 && bits <= 128 || family == 0 && bits == 0;
        if (!fits || u8(message, at + 3) != 0 || end - at - OPTION_HEADER != octets) {
            return false;
        }
        int bitsOfLast = bits % 8;
        if (bitsOfLast != 0 && (u8(message, end - 1) & 0xff >>> bitsOfLast) != 0) {
            return false;
        }
        if (optionAt != 0) {
            return true;
        }
        place(message, at + OPTION_HEADER, octets);
        prefix = bits;
        ipv4 = family == IPV4;
        optionAt = at - OPTION_HEADER;
        optionLength = end - optionAt;
        // Prefix 0 asks that the client's whereabouts be left out (section 7.1.2): then the resolver's serve.
        told = prefix > 0;
        return true;
    }

    /** True for IPv4. */
    public boolean isIpv4() {
        return told ? ipv4 : address.isIpv4();
    }

    /** The leading 64 bits of the address; an IPv4 address is in the upper half. */
    public long high() {
        return told ? high : address.high();
    }

    /** The last 64 bits of an IPv6 address. */
    public long low() {
        return told ? low : address.low();
    }

    /** Octets that {@link #write} will write; 0 where the query has no such option. */
    public int optionLength() {
        return optionAt == 0 ? 0 : optionLength;
    }

    /**
     * Writes the query's option with the scope of the answer.
     *
     * @param scope leading bits that the answer depends on
     */
    public void write(byte[] message, byte[] into, int at, int scope) {
        System.arraycopy(message, optionAt, into, at, optionLength);
        into[at + SCOPE_AT] = (byte) (prefix == 0 ? 0 : scope);
    }

    private void place(byte[] from, int at, int octets) {
        high = 0;
        low = 0;
        for (int i = 0; i < octets; i++) {
            if (i < 8) {
                high |= (long) u8(from, at + i) << (56 - 8 * i);
            } else {
                low |= (long) u8(from, at + i) << (120 - 8 * i);
            }
        }
    }
}
