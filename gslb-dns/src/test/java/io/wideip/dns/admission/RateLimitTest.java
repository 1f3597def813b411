package io.wideip.dns.admission;

import static io.wideip.dns.admission.RateLimit.Judgement.ANSWER;
import static io.wideip.dns.admission.RateLimit.Judgement.DROP;
import static io.wideip.dns.admission.RateLimit.Judgement.SLIP;
import static io.wideip.dns.admission.RateLimit.Judgement.TRUNCATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.admission.RateLimit.Judgement;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitTest {
    private static final int QUERY = 40;
    private static final long START = -5;

    @Test
    void everySlipthReplyOverTheLimitIsATruncatedOne() {
        RateLimit limit = limit(10, 4000, 3);
        for (int i = 0; i < 10; i++) {
            assertThat(judge(limit, "192.0.2.1", QUERY, 0)).isEqualTo(ANSWER);
        }
        for (int i = 0; i < 30; i++) {
            assertThat(judge(limit, "192.0.2.77", QUERY, 0)).isEqualTo(i % 3 == 0 ? SLIP : DROP);
        }
        assertThat(judge(limit, "192.0.3.1", QUERY, 0)).isEqualTo(ANSWER);
        assertThat(judge(limit, "192.0.2.1", QUERY, 99)).isNotEqualTo(ANSWER);
        assertThat(judge(limit, "192.0.2.1", QUERY, 100)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"0, DROP", "1, SLIP"})
    void slipsNeverOrAlways(int slip, Judgement judgement) {
        RateLimit limit = limit(1, 0, slip);
        assertThat(judge(limit, "2001:db8::1", QUERY, 0)).isEqualTo(ANSWER);
        for (int i = 0; i < 10; i++) {
            assertThat(judge(limit, "2001:db8::1", QUERY, 999)).isEqualTo(judgement);
        }
    }

    /** With the headers of IP and UDP the query has 68 octets. */
    @Test
    void recordsCostWhatTheyHaveBeyondHalfOfTheQuery() {
        RateLimit limit = limit(1000, 4000, 2);
        for (int i = 0; i < 4; i++) {
            assertThat(judge(limit, "192.0.2.1", QUERY + 1034, 0)).isEqualTo(ANSWER);
        }
        assertThat(judge(limit, "192.0.2.1", QUERY + 1034, 0)).isEqualTo(TRUNCATE);
        assertThat(judge(limit, "192.0.2.1", QUERY + 34, 0)).isEqualTo(ANSWER);
        assertThat(judge(limit, "192.0.2.1", QUERY + 35, 0)).isEqualTo(TRUNCATE);
        assertThat(judge(limit, "192.0.2.1", QUERY + 1034, 249)).isEqualTo(TRUNCATE);
        assertThat(judge(limit, "192.0.2.1", QUERY + 1034, 250)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        // octets beyond the query, those of records, how many a second
        "68, 0, 1000",
        "69, 0, 1000",
        "78, 0, 400",
        "68, 34, 1000",
        "68, 44, 400",
        "84, 44, 250",
        "568, 0, 8"
    })
    void theRestCostsWhatAllHasBeyondTwiceTheQuery(int beyond, int records, int answered) {
        RateLimit limit = limit(1000, 4000, 0);
        for (int i = 0; i < answered; i++) {
            assertThat(judge(limit, "192.0.2.1", QUERY + beyond, records, 0)).isEqualTo(ANSWER);
        }
        assertThat(judge(limit, "192.0.2.1", QUERY + beyond, records, 0)).isNotEqualTo(ANSWER);
    }

    /** More than {@link RateLimit} lets all networks together have. */
    @Test
    void inACrowdLargeRecordsCostMoreAndDenialsNothing() {
        RateLimit limit = limit(1000, 4000, 0);
        for (int network = 0; network < 40; network++) {
            for (int i = 0; i < 4; i++) {
                judge(limit, "198.51." + network + ".1", QUERY + 1000, 0);
            }
        }
        assertThat(judge(limit, "192.0.2.1", QUERY + 44, 0)).isEqualTo(ANSWER);
        assertThat(judge(limit, "192.0.2.1", QUERY + 1000, 0)).isEqualTo(TRUNCATE);
        for (int i = 0; i < 900; i++) {
            assertThat(judge(limit, "192.0.2.1", QUERY + 65, 0, 0)).isEqualTo(ANSWER);
        }
    }

    private static RateLimit limit(int responses, int amplified, int slip) {
        IntUnaryOperator inTurn = new IntUnaryOperator() {
            private int next;

            @Override
            public int applyAsInt(int bound) {
                return next++ % bound;
            }
        };
        return new RateLimit(responses, amplified, slip, 24, 56, START, 4, 1, 2, inTurn);
    }

    /** A reply that has records alone. */
    private static Judgement judge(RateLimit limit, String address, int replyOctets, long millis) {
        return judge(limit, address, replyOctets, replyOctets - QUERY, millis);
    }

    private static Judgement judge(RateLimit limit, String address, int replyOctets, int recordOctets, long millis) {
        ClientAddress client = Address.of(address);
        return limit.judge(client, QUERY, replyOctets, recordOctets, START + millis);
    }
}
