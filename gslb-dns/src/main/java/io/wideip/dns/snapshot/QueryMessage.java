package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.Arrays;

/** The message by which a client would ask, made here to find out what it would get. */
record QueryMessage(DomainName name, int type) {
    private static final int TYPE_AND_CLASS = 4;

    byte[] octets() {
        byte[] wire = name.wire();
        byte[] octets = new byte[Wire.HEADER + wire.length + TYPE_AND_CLASS];
        Wire.u16(octets, 4, 1);
        System.arraycopy(wire, 0, octets, Wire.HEADER, wire.length);
        Wire.u16(octets, Wire.HEADER + wire.length, type);
        Wire.u16(octets, Wire.HEADER + wire.length + 2, Wire.IN);
        return octets;
    }

    /** As the server reads it. */
    Query from(InetAddress client) {
        byte[] octets = octets();
        Query query = new Query();
        int fault = query.read(octets, octets.length, ClientAddress.of(client));
        if (fault != Wire.NOERROR) {
            throw new IllegalStateException("this query can't be read: " + Arrays.toString(octets));
        }
        return query;
    }
}
