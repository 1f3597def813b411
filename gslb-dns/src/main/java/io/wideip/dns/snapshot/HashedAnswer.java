package io.wideip.dns.snapshot;

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
        return place(choice.buckets(), client, client.isIpv4() ? choice.prefix4() : choice.prefix6());
    }

    /** The place in the ring of the client's network, of which so many bits count. */
    int place(ClientSubnet client, int prefix) {
        return place(buckets, client, prefix);
    }

    private static int place(Buckets buckets, ClientSubnet client, int prefix) {
        long high = prefix >= 64 ? client.high() : client.high() & -1L << (64 - prefix);
        long low = prefix <= 64 ? 0 : client.low() & -1L << (128 - prefix);
        return buckets.place(high, low);
    }

    @Override
    Reply pick(Query query, Chance chance, long turn) {
        ClientSubnet client = query.client();
        int prefix = prefix(client.isIpv4());
        query.narrow(prefix);
        return ring[place(client, prefix)].pick(query, chance, turn);
    }
}
