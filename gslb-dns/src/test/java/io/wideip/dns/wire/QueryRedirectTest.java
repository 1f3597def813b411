package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.names.NameHash;
import io.wideip.dns.Packet;
import io.wideip.dns.address.ClientAddress;
import java.net.InetAddress;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query that goes on with another name is as if it had asked for it. */
final class QueryRedirectTest {
    @ParameterizedTest
    @CsvSource({
        "www.example.com, 0, a.b.example.net, a.b.example.net",
        "A.B.C.example.com, 0, x, x",
        "a, 0, much.longer.than.before.example, much.longer.than.before.example",
        "A.Bc.d.example.com, 5, e.example.com, a.bc.e.example.com",
        "a.example.com, 2, e.example, a.e.example",
        "a.example.com, 14, '', a.example.com",
        "www.example.com, 0, '', ''"
    })
    void isAsIfItHadAskedForTheOtherName(String name, int kept, String target, String asIf) {
        NameHash hash = new NameHash(0x5EED_5EED_5EED_5EEDL);
        Query redirected = read(name);
        redirected.narrow(24);
        redirected.redirect(kept, new DomainName(target).wire());
        Query expected = read(asIf);
        redirected.hash(hash);
        expected.hash(hash);

        assertThat(redirected.labels()).isEqualTo(expected.labels());
        assertThat(Arrays.copyOf(redirected.name(), redirected.nameLength()))
                .isEqualTo(Arrays.copyOf(expected.name(), expected.nameLength()));
        for (int label = 0; label <= expected.labels(); label++) {
            assertThat(redirected.suffixStart(label)).isEqualTo(expected.suffixStart(label));
            assertThat(redirected.suffixHash(label)).isEqualTo(expected.suffixHash(label));
        }
        assertThat(redirected.scope()).isEqualTo(24);
        assertThat(redirected.questionEnd()).isEqualTo(read(name).questionEnd());
    }

    private static Query read(String name) {
        Query query = new Query();
        byte[] message = Packet.query(name, Wire.A, 0).bytes();
        assertThat(query.read(message, message.length, ClientAddress.of(InetAddress.getLoopbackAddress())))
                .isEqualTo(Wire.NOERROR);
        return query;
    }
}
