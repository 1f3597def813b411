package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wideip.dns.Mutations;
import io.wideip.dns.SampleQueries;
import java.io.IOException;
import java.util.Collection;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever octets come in, by whatever carries them: what goes out is a reply that a client can read, or nothing. */
final class ResponderFuzzTest {
    private static final int MESSAGES = 200_000;

    /** Of all instances: fuzzing makes one for each input. */
    private static final EveryCarrier CARRIERS = new EveryCarrier();

    static Collection<byte[]> seeds() {
        return SampleQueries.all();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyMessage(byte[] message) throws IOException {
        CARRIERS.check(message);
    }

    @Test
    void everyReplyCanBeReadAndBelongsToItsQuery() throws IOException {
        Mutations mutations = new Mutations(new SplittableRandom(20_261_121));
        Carrier[] carriers = Carrier.values();
        int replies = 0;
        for (int i = 0; i < MESSAGES; i++) {
            replies += CARRIERS.check(mutations.next(), carriers[i % carriers.length]) > 0 ? 1 : 0;
        }
        assertThat(replies).isGreaterThan(MESSAGES / 2);
    }
}
