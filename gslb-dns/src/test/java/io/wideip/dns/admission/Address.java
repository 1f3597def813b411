package io.wideip.dns.admission;

import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import io.wideip.dns.address.ClientAddress;

/** Addresses as the package takes them. */
final class Address {
    private Address() {}

    static ClientAddress of(String text) {
        Subnet single = Subnets.of(text);
        return of(single.ipv4(), single.high(), single.low());
    }

    static ClientAddress of(boolean ipv4, long high, long low) {
        ClientAddress address = new ClientAddress();
        address.set(ipv4, high, low);
        return address;
    }
}
