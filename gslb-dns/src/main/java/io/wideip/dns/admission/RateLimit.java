package io.wideip.dns.admission;

import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.ClientAddress;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/**
 * Response rate limiting by client network, for UDP: what keeps a forger of addresses from using this server against others.
 * Every network has two budgets, each a second's worth at most:
 *
 * <ul>
 *   <li>responses; one that goes over it is not sent, or sent as a "slip", so that real clients in the network can ask by TCP;
 *   <li>amplified octets: those that a reply's records have beyond half of its query, or all of it beyond twice its query,
 *       whichever is more, with the headers of IP and UDP on both sides. When a reply goes over it, the client is told to ask by
 *       TCP in a reply that is no larger than the query. Without it a rate that is generous to resolvers would be generous to
 *       forgers, too.
 * </ul>
 *
 * So a network gets at most twice the octets that come in its name, and its budget; and of that, at most half of what comes is
 * for records. What the server adds to a reply itself, the SOA of a denial and the options of OPT, is the same for every name:
 * honest clients get it with every other reply, and a forger finds larger records to ask for.
 *
 * <p>A flood over a thousand networks is a thousand budgets, so when all networks together take more octets than {@value #CROWD}
 * of them may, octets cost {@value #SCARCE} times as much, until there are fewer; for this, records that cost anything count
 * whole. Then most replies with large records need TCP or a cookie, whoever asks.
 *
 * <p>The memory is fixed, 4 MB for 262,144 networks: when there are more, those that owe least are forgotten first, and have
 * their budgets back. Shared by all threads; judging allocates nothing. Networks are told apart by a hash with a random key;
 * a network has a stranger share its budget at a chance below one in ten thousand.
 */
public final class RateLimit {
    /** What to send in place of a reply. */
    public enum Judgement {
        /** The reply itself. */
        ANSWER,
        /** Over the responses: the empty reply with TC that one in so many gets. */
        SLIP,
        /** Over the responses: nothing. */
        DROP,
        /** Over the octets: the empty reply with TC. */
        TRUNCATE
    }

    private static final int SET_BITS = 16;
    private static final int RESPONSES = 0;
    private static final int AMPLIFIED = 1;
    private static final int CROWD = 32;
    private static final int SCARCE = 32;
    private static final int UDP4_HEADERS = 20 + 8;
    private static final int UDP6_HEADERS = 40 + 8;

    private final Budgets budgets;
    /** Of all networks together. */
    private final Budgets common = new Budgets(0);

    private final int responses;
    private final int amplified;
    private final int slip;
    private final IntUnaryOperator draw;
    private final long start;
    private final long key0;
    private final long key1;
    private final long mask4;
    private final long mask6High;
    private final long mask6Low;

    /**
     * Makes a table in which every network has its whole budget.
     *
     * @param responses a second, at least 1
     * @param amplified octets a second, at least 0
     * @param slip of responses over the limit one in so many, by chance, is a SLIP; 0 for none
     * @param prefix4 leading bits of an IPv4 address that make a network
     * @param prefix6 leading bits of an IPv6 address that make a network
     * @param nowMillis of the clock that {@link #judge} is asked with
     */
    public RateLimit(int responses, int amplified, int slip, int prefix4, int prefix6, long nowMillis) {
        this(
                responses,
                amplified,
                slip,
                prefix4,
                prefix6,
                nowMillis,
                SET_BITS,
                new SecureRandom().nextLong(),
                new SecureRandom().nextLong(),
                bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    RateLimit(
            int responses,
            int amplified,
            int slip,
            int prefix4,
            int prefix6,
            long nowMillis,
            int setBits,
            long key0,
            long key1,
            IntUnaryOperator draw) {
        this.responses = responses;
        this.amplified = amplified;
        this.slip = slip;
        this.draw = draw;
        this.key0 = key0;
        this.key1 = key1;
        budgets = new Budgets(setBits);
        start = nowMillis;
        mask4 = ones(prefix4);
        mask6High = ones(Math.min(prefix6, 64));
        mask6Low = ones(Math.max(prefix6 - 64, 0));
    }

    /**
     * Judges one reply, and takes it from its network's budgets if it is to be sent.
     *
     * @param client an IPv4-mapped IPv6 address counts as IPv4
     * @param queryOctets of the DNS message that came
     * @param replyOctets of the one that would be sent
     * @param recordOctets of it that are records, without the SOA of a denial
     * @param nowMillis of a clock whose beginning does not matter; when it is set back, debts are forgiven
     */
    public Judgement judge(ClientAddress client, int queryOctets, int replyOctets, int recordOctets, long nowMillis) {
        long millis = nowMillis - start;
        long network = network(client);
        if (!budgets.spend(network, RESPONSES, 1, responses, millis)) {
            return slip > 0 && draw.applyAsInt(slip) == 0 ? Judgement.SLIP : Judgement.DROP;
        }
        int headers = client.isIpv4() ? UDP4_HEADERS : UDP6_HEADERS;
        int query = queryOctets + headers;
        int reply = replyOctets + headers;
        int beyondTwice = reply - 2 * query;
        int octets = Math.max(recordOctets - query / 2, beyondTwice);
        int inCrowd = Math.max(recordOctets > query / 2 ? recordOctets : 0, beyondTwice);
        return octets <= 0 || mayAmplify(network, octets, inCrowd, millis) ? Judgement.ANSWER : Judgement.TRUNCATE;
    }

    private boolean mayAmplify(long network, int octets, int inCrowd, long millis) {
        // The network's own first: what is refused to one takes nothing from the others.
        return budgets.spend(network, AMPLIFIED, octets, amplified, millis)
                && (common.spend(0, AMPLIFIED, inCrowd, CROWD * amplified, millis)
                        || budgets.spend(network, AMPLIFIED, (SCARCE - 1L) * inCrowd, amplified, millis));
    }

    private long network(ClientAddress client) {
        long high = client.high();
        long low = client.low();
        if (client.isIpv4()) {
            return SipHash.hash(key0, key1, 1, high & mask4, 0, 0, 0, 8, 0);
        }
        if (AddressMap.isMapped(high, low)) {
            return SipHash.hash(key0, key1, 1, low << 32 & mask4, 0, 0, 0, 8, 0);
        }
        return SipHash.hash(key0, key1, 2, high & mask6High, low & mask6Low, 0, 0, 16, 0);
    }

    private static long ones(int bits) {
        return bits == 0 ? 0 : -1L << Long.SIZE - bits;
    }
}
