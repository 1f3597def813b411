package io.wideip.dns.admission;

import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;

/** An address as the package takes it. */
record Address(boolean ipv4, long high, long low) {
    static Address of(String text) {
        Subnet single = Subnets.of(text);
        return new Address(single.ipv4(), single.high(), single.low());
    }
}
