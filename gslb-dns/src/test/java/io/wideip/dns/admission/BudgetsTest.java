package io.wideip.dns.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the table against a bucket of tokens for each network, exactly while there is a place for each. */
final class BudgetsTest {
    private static final int SET_BITS = 10;
    private static final long TURN = 1L << 48;

    /** A bucket in thousandths of a token. */
    private static final class Bucket {
        private final int perSecond;
        private long level;
        private long filled;

        Bucket(int perSecond, long millis) {
            this.perSecond = perSecond;
            level = 1000L * perSecond;
            filled = millis;
        }

        boolean take(long tokens, long millis) {
            level = Math.min(1000L * perSecond, level + (millis - filled) * perSecond);
            filled = millis;
            if (level < 1000 * tokens) {
                return false;
            }
            level -= 1000 * tokens;
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1000, 4000, 1_000_000})
    void spendsAsABucketOfTokensDoes(int perSecond) {
        SplittableRandom random = new SplittableRandom(perSecond);
        for (long uptime : new long[] {0, 1L << 31, TURN / perSecond - 5_000, 40L * 365 * 86_400_000}) {
            Budgets budgets = new Budgets(SET_BITS);
            // In sets of their own.
            long[] networks =
                    LongStream.rangeClosed(1, 50).map(n -> n << 48 | n).toArray();
            Map<Long, Bucket> buckets = new HashMap<>();
            // Right after the start an empty entry is one that owes nothing; long after it, it may be any.
            for (long network : networks) {
                budgets.spend(network, 1, 0, perSecond, uptime);
            }
            int refused = 0;
            long millis = uptime;
            for (int i = 0; i < 40_000; i++) {
                millis += random.nextInt(20) == 0 ? random.nextInt(200) : 0;
                long network = networks[random.nextInt(1 + random.nextInt(networks.length))];
                long tokens = random.nextInt(3) == 0 ? 1 + random.nextInt(1 + perSecond / 2) : 1;
                long since = millis;
                Bucket bucket = buckets.computeIfAbsent(network, any -> new Bucket(perSecond, since));
                boolean spent = budgets.spend(network, 1, tokens, perSecond, millis);
                assertThat(spent).as("query %d at %d ms", i, millis).isEqualTo(bucket.take(tokens, millis));
                refused += spent ? 0 : 1;
            }
            assertThat(refused).isPositive().isLessThan(40_000);
        }
    }

    @Test
    void keepsTheCurrenciesApart() {
        Budgets budgets = new Budgets(SET_BITS);
        assertThat(budgets.spend(7, 0, 10, 10, 0)).isTrue();
        assertThat(budgets.spend(7, 0, 1, 10, 0)).isFalse();
        assertThat(budgets.spend(7, 1, 10, 10, 0)).isTrue();
        assertThat(budgets.spend(7, 1, 1, 10, 0)).isFalse();
    }

    @Test
    void nobodyHasMoreThanASecondsTokens() {
        Budgets budgets = new Budgets(SET_BITS);
        assertThat(budgets.spend(7, 0, 11, 10, 0)).isFalse();
        assertThat(budgets.spend(7, 0, 11, 10, 3_600_000)).isFalse();
        assertThat(budgets.spend(7, 0, 10, 10, 3_600_000)).isTrue();
        assertThat(budgets.spend(7, 0, 1, 0, 0)).isFalse();
    }

    @Test
    void aThreadWhoseClockIsBehindDoesNotGiveTheBudgetBack() {
        Budgets budgets = new Budgets(SET_BITS);
        assertThat(budgets.spend(7, 0, 1000, 1000, 10_000)).isTrue();
        for (long behind = 0; behind < 1_000; behind++) {
            assertThat(budgets.spend(7, 0, 1, 1000, 10_000 - behind)).isFalse();
        }
        assertThat(budgets.spend(7, 0, 1, 1000, 10_001)).isTrue();
    }

    @Test
    void anEntryThatIsOutOfDateByAllOfTheTimeCostsItsNetworkTwoSecondsAtMost() {
        Budgets budgets = new Budgets(SET_BITS);
        int perSecond = 1_000_000;
        long turn = TURN / perSecond;
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 2_000; i++) {
            long network = random.nextLong();
            long idle = turn - random.nextLong(60_000);
            long then = random.nextLong(turn);
            budgets.spend(network, 0, perSecond, perSecond, then);
            boolean early = budgets.spend(network, 0, 1, perSecond, then + idle);
            assertThat(early || idle > turn - 2_000).isTrue();
            assertThat(budgets.spend(network, 0, 1, perSecond, then + idle + 2_001))
                    .isTrue();
        }
    }

    @Test
    void aFloodOfNewNetworksDoesNotPushOutOneThatIsAtItsLimit() {
        int perSecond = 100;
        Budgets budgets = new Budgets(4);
        SplittableRandom random = new SplittableRandom(11);
        long[] limited = random.longs(8).toArray();
        int[] spent = new int[limited.length];
        int seconds = 10;
        int refused = 0;
        // Networks: 8 at 10 times the rate, beside 100,000 a second of which each asks once, in a table for 64.
        for (int millis = 0; millis < 1000 * seconds; millis++) {
            for (int i = 0; i < limited.length; i++) {
                spent[i] += budgets.spend(limited[i], 0, 1, perSecond, millis) ? 1 : 0;
            }
            // The flood begins when they have used up what they had.
            for (int i = 0; millis > 500 && i < 100; i++) {
                refused += budgets.spend(random.nextLong(), 0, 1, perSecond, millis) ? 0 : 1;
            }
        }
        for (int each : spent) {
            assertThat(each).isBetween(perSecond * seconds, perSecond * (seconds + 1) + 10);
        }
        // Of 950,000, those whose 16 bits and set are those of one at its limit.
        assertThat(refused).isLessThan(30);
    }

    @Test
    void oneThatBeginsAmidTheFloodIsHeldToo() {
        int perSecond = 100;
        Budgets budgets = new Budgets(8);
        SplittableRandom random = new SplittableRandom(12);
        int spent = 0;
        int seconds = 10;
        // 10,000 a second over 256 sets: between two queries of the one, hardly any meet it.
        for (int millis = 0; millis < 1000 * seconds; millis++) {
            for (int i = 0; i < 10; i++) {
                spent += budgets.spend(42, 0, 1, perSecond, millis) ? 1 : 0;
                budgets.spend(random.nextLong(), 0, 1, perSecond, millis);
            }
        }
        assertThat(spent).isBetween(perSecond * seconds, perSecond * (seconds + 1) * 105 / 100);
    }

    @Test
    void withMoreNetworksAtTheirLimitThanPlacesTheRestIsAnswered() {
        int perSecond = 10;
        Budgets budgets = new Budgets(2);
        int spent = 0;
        for (int millis = 0; millis < 1000; millis++) {
            for (int network = 0; network < 1000; network++) {
                spent += budgets.spend((long) network << 48 | network, 0, 1, perSecond, millis) ? 1 : 0;
            }
        }
        // 16 places hold the limit for 3 networks a set; the last of each set changes hands.
        assertThat(spent).isBetween(900_000, 1_000_000 - 12 * (1000 - 2 * perSecond));
    }
}
