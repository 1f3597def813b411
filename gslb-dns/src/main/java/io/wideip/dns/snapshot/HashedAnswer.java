package io.wideip.dns.snapshot;

import io.wideip.dns.address.AddressMap;
import io.wideip.dns.policy.Buckets;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Query;

/** By the client's network. */
final class HashedAnswer extends Answer {
    private final Answer[] ring;
    private final Buckets buckets;
    private final int prefix4;
    private final int prefix6;

    HashedAnswer(Answer[] ring, Choice.ByHash choice) {
        this.ring = ring;
        buckets = choice.buckets();
        prefix4 = choice.prefix4();
        prefix6 = choice.prefix6();
    }

    /** Not to be changed. */
    Answer[] ring() {
        return ring;
    }

    Buckets buckets() {
        return buckets;
    }

    /** Leading bits of a client that count. */
    int prefix(boolean ipv4) {
        return ipv4 ? prefix4 : prefix6;
    }

    /** Where a client's network is in the ring of a choice. */
    static int place(Choice.ByHash choice, ClientSubnet client) {
        return place(choice.buckets(), client, choice.prefix4(), choice.prefix6());
    }

    /** The place in the ring of the client's network. */
    int place(ClientSubnet client) {
        return place(buckets, client, prefix4, prefix6);
    }

    /** An IPv4-mapped client is where the IPv4 one is. */
    private static int place(Buckets buckets, ClientSubnet client, int prefix4, int prefix6) {
        if (isMapped(client)) {
            return place(buckets, client.low() << 32, 0, prefix4);
        }
        return place(buckets, client.high(), client.low(), client.isIpv4() ? prefix4 : prefix6);
    }

    private static int place(Buckets buckets, long high, long low, int prefix) {
        return buckets.place(
                prefix >= 64 ? high : high & -1L << (64 - prefix), prefix <= 64 ? 0 : low & -1L << (128 - prefix));
    }

    private static boolean isMapped(ClientSubnet client) {
        return !client.isIpv4() && AddressMap.isMapped(client.high(), client.low());
    }

    /** Leading bits that all clients share who are at the same place for the same reason. */
    int scope(ClientSubnet client) {
        if (client.isIpv4()) {
            return prefix4;
        }
        return isMapped(client)
                ? AddressMap.MAPPED_BITS + prefix4
                : Math.max(prefix6, AddressMap.bitsSharedWithMapped(client.high(), client.low()) + 1);
    }

    @Override
    Reply pick(Query query, Chance chance, long turn) {
        ClientSubnet client = query.client();
        query.narrow(scope(client));
        return ring[place(client)].pick(query, chance, turn);
    }
}
