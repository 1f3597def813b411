package io.wideip.dns.answer;

import io.wideip.dns.admission.Cookies;
import io.wideip.dns.wire.Edns;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the OPT record of a reply (RFC 6891 section 6.1) to a query that had one. Each option answers one of the
 * query's. Only the extended error does not: it is there when there is something to say and room for it. Stateless.
 */
final class OptRecord {
    private static final int FIXED_LENGTH = 11;
    private static final int OPTION_HEADER = 4;
    private static final int COOKIES = Wire.CLIENT_COOKIE + Cookies.SERVER_OCTETS;
    /** Replies are padded to a multiple of it (RFC 8467 section 4.1). */
    private static final int PADDED_BLOCK = 468;

    private final Carrier carrier;

    OptRecord(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Octets that the record needs; what only fills the room that is left is not counted. */
    int length(Query query, ListenerSettings settings) {
        Edns edns = query.edns();
        if (!edns.present()) {
            return 0;
        }
        int length = FIXED_LENGTH + query.client().optionLength();
        if (edns.cookieLength() > 0) {
            length += OPTION_HEADER + COOKIES;
        }
        byte[] identity = settings.identity();
        if (edns.asksIdentity() && identity != null) {
            length += OPTION_HEADER + identity.length;
        }
        return tellsKeepalive(edns) ? length + OPTION_HEADER + 2 : length;
    }

    /**
     * Writes the record and counts it in the header.
     *
     * @param limit octets that the reply may have
     * @param why the extended error, if any
     * @param now in seconds since 1970
     * @return where the record ends
     */
    int write(
            byte[] message,
            Query query,
            ListenerSettings settings,
            byte[] reply,
            int at,
            int limit,
            int rcode,
            @Nullable ExtendedError why,
            int now) {
        Edns edns = query.edns();
        Wire.u16(reply, 10, Wire.u16(reply, 10) + 1);
        reply[at] = 0;
        Wire.u16(reply, at + 1, Wire.OPT);
        Wire.u16(reply, at + 3, Wire.EDNS_UDP_PAYLOAD);
        reply[at + 5] = (byte) (rcode >>> 4);
        reply[at + 6] = 0;
        Wire.u16(reply, at + 7, edns.flags() & Wire.EDNS_DO);
        int end = at + FIXED_LENGTH;
        int subnet = query.client().optionLength();
        if (subnet > 0) {
            query.client().write(message, reply, end, query.scope());
            end += subnet;
        }
        if (edns.cookieLength() > 0) {
            end = option(reply, end, Wire.OPTION_COOKIE, COOKIES);
            System.arraycopy(message, edns.cookieAt(), reply, end, Wire.CLIENT_COOKIE);
            settings.cookies()
                    .write(message, edns.cookieAt(), query.clientAddress(), reply, end + Wire.CLIENT_COOKIE, now);
            end += COOKIES;
        }
        byte[] identity = settings.identity();
        if (edns.asksIdentity() && identity != null) {
            end = octets(reply, option(reply, end, Wire.OPTION_NSID, identity.length), identity);
        }
        if (tellsKeepalive(edns)) {
            end = option(reply, end, Wire.OPTION_KEEPALIVE, 2);
            Wire.u16(reply, end, settings.idle());
            end += 2;
        }
        if (why != null && end + OPTION_HEADER + 2 + why.text().length <= limit) {
            end = option(reply, end, Wire.OPTION_EXTENDED_ERROR, 2 + why.text().length);
            Wire.u16(reply, end, why.code());
            end = octets(reply, end + 2, why.text());
        }
        if (edns.padded() && carrier.isEncrypted()) {
            end = pad(reply, end, limit);
        }
        Wire.u16(reply, at + 9, end - at - FIXED_LENGTH);
        return end;
    }

    /** Over HTTPS a connection is HTTP's to keep, and by UDP there is none (RFC 7828 section 3.2.1). */
    private boolean tellsKeepalive(Edns edns) {
        return edns.keepalive() && carrier.isStream();
    }

    private static int pad(byte[] reply, int at, int limit) {
        int start = at + OPTION_HEADER;
        int length = (start + PADDED_BLOCK - 1) / PADDED_BLOCK * PADDED_BLOCK - start;
        if (start + length > limit) {
            return at;
        }
        option(reply, at, Wire.OPTION_PADDING, length);
        Arrays.fill(reply, start, start + length, (byte) 0);
        return start + length;
    }

    private static int option(byte[] reply, int at, int code, int length) {
        Wire.u16(reply, at, code);
        Wire.u16(reply, at + 2, length);
        return at + OPTION_HEADER;
    }

    private static int octets(byte[] reply, int at, byte[] octets) {
        System.arraycopy(octets, 0, reply, at, octets.length);
        return at + octets.length;
    }
}
