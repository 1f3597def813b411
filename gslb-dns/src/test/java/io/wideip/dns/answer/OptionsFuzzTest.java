package io.wideip.dns.answer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wideip.dns.Packet;
import io.wideip.dns.SampleQueries;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an OPT record has in it, as long as it is one: other fuzzing spends its time on what is none. */
final class OptionsFuzzTest {
    private static final EveryCarrier CARRIERS = new EveryCarrier();
    /** Payload size, extended code, version and flags; the length of the options follows. */
    private static final int FIXED = 6;

    /** What the samples have in theirs, without that length. */
    static Stream<byte[]> seeds() {
        byte[] before = query().bytes();
        return SampleQueries.all().stream()
                .filter(sample -> sample.length > before.length
                        && Arrays.equals(sample, 0, before.length, before, 0, before.length))
                .map(sample -> Arrays.copyOfRange(sample, before.length, sample.length))
                .map(record -> {
                    byte[] seed = Arrays.copyOf(record, record.length - 2);
                    System.arraycopy(record, FIXED + 2, seed, FIXED, seed.length - FIXED);
                    return seed;
                });
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyOptions(byte[] record) throws IOException {
        if (record.length >= FIXED) {
            CARRIERS.check(query().octets(Arrays.copyOf(record, FIXED))
                    .u16(record.length - FIXED)
                    .octets(Arrays.copyOfRange(record, FIXED, record.length))
                    .bytes());
        }
    }

    private static Packet query() {
        return Packet.query("near." + SampleQueries.ZONE, 1, 1).u8(0).u16(41);
    }
}
