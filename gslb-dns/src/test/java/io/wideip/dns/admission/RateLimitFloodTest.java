package io.wideip.dns.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.admission.RateLimit.Judgement;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many networks, many threads, and nothing for the garbage collector. */
final class RateLimitFloodTest {
    private static final int QUERY = 50;
    private static final int LARGE = 1200;
    private static final int HEADERS = 28;

    /** Large replies, and those of a few addresses, at rates from what a line of 5 Mbit/s brings to what one server can read. */
    @ParameterizedTest
    @CsvSource({"10, 1200", "10, 120", "40, 1200", "40, 120", "40, 90", "200, 1200", "200, 120", "200, 90"})
    void holdsTheAmplificationOfAThousandNetworksBelowOneAndAHalf(int perMilli, int replyOctets) {
        assertThat(amplification(perMilli, replyOctets, replyOctets - QUERY)).isBetween(0.9, 1.5);
    }

    /** Denials, with an SOA of ordinary names and with one of the longest. */
    @ParameterizedTest
    @CsvSource({"10, 115", "10, 600", "200, 115", "200, 600"})
    void holdsThatOfRepliesWithoutRecordsBelowTwo(int perMilli, int replyOctets) {
        assertThat(amplification(perMilli, replyOctets, 0)).isBetween(0.9, 2.0);
    }

    private static double amplification(int perMilli, int replyOctets, int recordOctets) {
        RateLimit limit = new RateLimit(1000, 4000, 2, 24, 56, 0);
        long in = 0;
        long out = 0;
        SplittableRandom random = new SplittableRandom(3);
        for (int millis = 0; millis < 10_000; millis++) {
            for (int i = 0; i < perMilli; i++) {
                long network = 10L << 56 | (long) random.nextInt(1000) << 40 | (long) random.nextInt(256) << 32;
                in += QUERY + HEADERS;
                out += octets(
                        limit.judge(Address.of(true, network, 0), QUERY, replyOctets, recordOctets, millis),
                        replyOctets);
            }
        }
        return (double) out / in;
    }

    @Test
    void aFloodOverManyNetworksLeavesOthersTheirSmallReplies() {
        RateLimit limit = new RateLimit(1000, 4000, 2, 24, 56, 0);
        SplittableRandom random = new SplittableRandom(4);
        for (int millis = 0; millis < 5_000; millis++) {
            for (int i = 0; i < 50; i++) {
                limit.judge(
                        Address.of(true, 10L << 56 | (long) random.nextInt(1000) << 40, 0),
                        QUERY,
                        LARGE,
                        LARGE - QUERY,
                        millis);
            }
            if (millis % 5 == 0) {
                assertThat(limit.judge(Address.of(true, 192L << 56, 0), QUERY, QUERY + 16, 16, millis))
                        .isEqualTo(Judgement.ANSWER);
            }
            // A denial with its SOA, as often.
            if (millis % 5 == 2) {
                assertThat(limit.judge(Address.of(true, 193L << 56, 0), QUERY, QUERY + 65, 0, millis))
                        .isEqualTo(Judgement.ANSWER);
            }
        }
        assertThat(limit.judge(Address.of(true, 194L << 56, 0), QUERY, LARGE, LARGE - QUERY, 6_000))
                .isEqualTo(Judgement.ANSWER);
    }

    @Test
    void aFloodOverFewNetworksTakesNothingFromOthers() {
        RateLimit limit = new RateLimit(1000, 4000, 2, 24, 56, 0);
        for (int millis = 0; millis < 5_000; millis++) {
            for (int i = 0; i < 30; i++) {
                limit.judge(Address.of(true, (long) i << 40, 0), QUERY, LARGE, LARGE - QUERY, millis);
            }
            if (millis % 500 == 0) {
                assertThat(limit.judge(Address.of(true, 194L << 56, 0), QUERY, LARGE, LARGE - QUERY, millis))
                        .isEqualTo(Judgement.ANSWER);
            }
        }
    }

    @Test
    void aMillionNetworksThatAskOnceAreAnswered() {
        RateLimit limit = new RateLimit(1000, 4000, 2, 24, 56, 0);
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(limit.judge(Address.of(true, (long) i << 40, 0), QUERY, QUERY + 16, 16, (long) i / 1000))
                    .isEqualTo(Judgement.ANSWER);
        }
    }

    @Test
    void threadsShareOneLimit() throws Exception {
        int rate = 1000;
        int threads = 4;
        int perThread = 400_000;
        // Slow enough for a thread that has to wait for a processor not to be a second behind.
        int perMilli = 2_000;
        RateLimit limit = new RateLimit(rate, 4000, 2, 24, 56, 0);
        AtomicLong asked = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(pool.submit(() -> {
                int answered = 0;
                for (int i = 0; i < perThread; i++) {
                    long millis = asked.getAndIncrement() / perMilli;
                    answered += limit.judge(Address.of(true, 10L << 56, 0), QUERY, QUERY, 0, millis) == Judgement.ANSWER
                            ? 1
                            : 0;
                }
                return answered;
            }));
        }
        int answered = 0;
        for (Future<Integer> each : running) {
            answered += each.get();
        }
        pool.shutdown();
        int millis = threads * perThread / perMilli;
        assertThat(answered).isBetween(rate + rate * millis / 1000 - 1, (rate + rate * millis / 1000) * 3 / 2);
    }

    @Test
    void judgesWithoutAllocation() {
        RateLimit limit = new RateLimit(1000, 4000, 2, 24, 56, 0);
        Cookies cookies =
                new Cookies(List.of(new byte[16], new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6}));
        List<Subnet> some = Subnets.listOf("10.0.0.0/8", "2001:db8::/32", "10.9.0.0/16");
        AccessList list = new AccessList(some, Subnets.listOf("10.9.9.0/24"));
        byte[] message = new byte[64];
        judge(limit, cookies, list, message);
        long before = allocated();
        judge(limit, cookies, list, message);
        assertThat(allocated() - before).isLessThan(100_000);
    }

    private static void judge(RateLimit limit, Cookies cookies, AccessList list, byte[] message) {
        int sum = 0;
        ClientAddress client = new ClientAddress();
        for (int i = 0; i < 200_000; i++) {
            boolean ipv4 = i % 2 == 0;
            long high = (long) (i % 1000) << 40;
            client.set(ipv4, high, i);
            int reply = i % 3 == 0 ? LARGE : QUERY;
            sum += limit.judge(client, QUERY, reply, reply - QUERY, (long) i / 10_000) == Judgement.ANSWER ? 1 : 0;
            cookies.write(message, 0, client, message, 8, i);
            sum += cookies.isValid(message, 0, 24, client, i) ? 1 : 0;
            sum += list.admits(client) ? 1 : 0;
        }
        assertThat(sum).isPositive();
    }

    private static int octets(Judgement judgement, int reply) {
        return switch (judgement) {
            case ANSWER -> reply + HEADERS;
            case SLIP, TRUNCATE -> QUERY + HEADERS;
            case DROP -> 0;
        };
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
