package io.wideip.dns.admission;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** An address as the package takes it. */
record Address(boolean ipv4, long high, long low) {
    static Address of(String text) {
        IPAddress address = new IPAddressString(text).getAddress();
        BigInteger bits = address.getValue();
        return address.isIPv4()
                ? new Address(true, bits.longValue() << 32, 0)
                : new Address(false, bits.shiftRight(64).longValue(), bits.longValue());
    }

    static List<IPAddress> prefixes(String... texts) {
        return Stream.of(texts)
                .map(text -> new IPAddressString(text).getAddress())
                .toList();
    }
}
