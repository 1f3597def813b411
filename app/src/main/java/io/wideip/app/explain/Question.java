package io.wideip.app.explain;

import io.netty.util.NetUtil;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import io.wideip.config.DomainName;
import io.wideip.config.LeadingZeros;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What is to be explained.
 *
 * @param client null for all clients
 */
record Question(
        DomainName name, List<Integer> types, @Nullable InetAddress client) {
    private static final int LAST_TYPE = 0xffff;
    /** Zone transfers and what else RFC 6895 section 3.1 calls meta-types, but for ANY. */
    private static final int FIRST_META = 249;

    private static final int LAST_META = 254;

    static Question of(OperationCall<?> call) throws OperationFailure {
        String type = call.query("type");
        String client = call.query("client");
        return new Question(
                name(call.required("name")),
                type == null ? List.of(Type.A, Type.AAAA) : List.of(type(type)),
                client == null ? null : address(client));
    }

    /** Static records may have names that need escapes. */
    private static DomainName name(String written) throws OperationFailure {
        try {
            return written.indexOf('\\') < 0
                    ? DomainName.parse(written)
                    : DomainName.ofWire(Name.fromString(written, Name.root).toWireCanonical());
        } catch (IllegalArgumentException | TextParseException malformed) {
            throw OperationFailure.invalid("'name' is '" + written + "': " + malformed.getMessage());
        }
    }

    private static int type(String written) throws OperationFailure {
        int type = Type.value(written.toUpperCase(Locale.ROOT), true);
        if (type <= 0 || type > LAST_TYPE || type == Type.OPT || type >= FIRST_META && type <= LAST_META) {
            throw OperationFailure.invalid(
                    "'type' is '" + written + "': write a type of records such as A, AAAA, TXT or TYPE65");
        }
        return type;
    }

    private static InetAddress address(String written) throws OperationFailure {
        String zeros = LeadingZeros.problem(written);
        if (zeros != null) {
            throw OperationFailure.invalid("'client': " + zeros);
        }
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(written);
        if (octets == null) {
            throw OperationFailure.invalid(
                    "'client' is '" + written + "': write an address such as 203.0.113.9 or 2001:db8::9");
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException never) {
            throw new IllegalStateException("4 octets or 16 are always an address", never);
        }
    }
}
