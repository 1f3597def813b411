package io.wideip.dns;

import io.netty.util.NetUtil;
import io.wideip.config.Subnet;
import java.util.List;
import java.util.stream.Stream;

/** Subnets from their texts; an address alone is the subnet of itself. */
public final class Subnets {
    private Subnets() {}

    public static Subnet of(String text) {
        String[] parts = text.split("/", 2);
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (octets == null) {
            throw new IllegalArgumentException(text);
        }
        return Subnet.of(octets, parts.length == 2 ? Integer.parseInt(parts[1]) : Byte.SIZE * octets.length);
    }

    public static List<Subnet> listOf(String... texts) {
        return Stream.of(texts).map(Subnets::of).toList();
    }
}
