package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wideip.config.names.NameHash;
import io.wideip.dns.SampleQueries;
import io.wideip.dns.address.ClientAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;

/** Whatever octets come in, the parser reads those and no others, and what it reads is what dnsjava reads. */
final class QueryFuzzTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    /** As much as any number in a message can lie by, at least for what matters here. */
    private static final int BEHIND = 300;

    private static final NameHash HASH = new NameHash(0x5EED_5EED_5EED_5EEDL);

    private final Query query = new Query();
    private final Query other = new Query();

    static Collection<byte[]> seeds() {
        return SampleQueries.all();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyMessage(byte[] message) throws IOException {
        int read = query.read(filledUp(message, 0), message.length, ClientAddress.of(CLIENT));

        assertThat(read).isIn(Query.DROP, Wire.NOERROR, Wire.FORMERR, Wire.NOTIMP, Wire.REFUSED, Wire.BADVERS);
        assertThat(other.read(filledUp(message, 0xC1), message.length, ClientAddress.of(CLIENT)))
                .as("what stands behind the message, from the one before, is not read")
                .isEqualTo(read);
        if (read == Wire.NOERROR) {
            assertSame(query, other);
            if (query.questionEnd() > 0) {
                assertNameAsDnsjavaReadsIt(message);
            } else {
                assertThat(query.edns().cookieLength())
                        .as("asks for a cookie alone")
                        .isPositive();
            }
        }
    }

    private static byte[] filledUp(byte[] message, int with) {
        byte[] filled = Arrays.copyOf(message, message.length + BEHIND);
        Arrays.fill(filled, message.length, filled.length, (byte) with);
        return filled;
    }

    private static void assertSame(Query one, Query other) {
        assertThat(name(one)).isEqualTo(name(other));
        assertThat(numbers(one)).isEqualTo(numbers(other));
        assertThat(one.edns().present()).isEqualTo(other.edns().present());
        if (one.edns().present()) {
            assertThat(one.edns().payloadSize()).isEqualTo(other.edns().payloadSize());
            assertThat(one.edns().flags()).isEqualTo(other.edns().flags());
            assertThat(one.client().optionLength()).isEqualTo(other.client().optionLength());
            assertThat(one.client().high()).isEqualTo(other.client().high());
        }
    }

    private static byte[] name(Query query) {
        return Arrays.copyOf(query.name(), query.nameLength());
    }

    private static int[] numbers(Query query) {
        return new int[] {query.flags(), query.type(), query.queryClass(), query.labels(), query.questionEnd()};
    }

    private void assertNameAsDnsjavaReadsIt(byte[] message) throws IOException {
        DNSInput input = new DNSInput(message);
        input.jump(Wire.HEADER);
        Name name = new Name(input);

        byte[] lower = name(query);
        assertThat(lower).isEqualTo(name.toWireCanonical());
        assertThat(query.type()).isEqualTo(input.readU16());
        assertThat(query.queryClass()).isEqualTo(input.readU16());
        assertThat(query.questionEnd()).isEqualTo(input.current());
        assertThat(query.labels()).isEqualTo(name.labels() - 1);
        query.hash(HASH);
        for (int label = 0; label <= query.labels(); label++) {
            byte[] suffix = Arrays.copyOfRange(lower, query.suffixStart(label), lower.length);
            assertThat(suffix).isEqualTo(new Name(name, label).toWireCanonical());
            assertThat(query.suffixHash(label)).isEqualTo(HASH.of(suffix));
        }
    }
}
