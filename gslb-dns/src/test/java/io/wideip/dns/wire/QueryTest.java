package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.names.NameHash;
import io.wideip.dns.Packet;
import io.wideip.dns.address.ClientAddress;
import java.net.InetAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is read of a query. */
final class QueryTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private static final NameHash HASH = new NameHash(0x5EED_5EED_5EED_5EEDL);

    private final Query query = new Query();

    @Test
    void readsTheQuestion() {
        read(Packet.query("wWw.eXample.COM", Wire.AAAA, 0));
        assertThat(query.type()).isEqualTo(Wire.AAAA);
        assertThat(query.queryClass()).isEqualTo(Wire.IN);
        assertThat(query.flags()).isEqualTo(Wire.FLAG_RD);
        assertThat(query.labels()).isEqualTo(3);
        assertThat(query.nameLength()).isEqualTo(17);
        assertThat(query.questionEnd()).isEqualTo(12 + 17 + 4);
        assertThat(Arrays.copyOf(query.name(), 17))
                .isEqualTo(new Packet().name("www.example.com").bytes());
    }

    @Test
    void hashesEverySuffixInLowerCase() {
        read(Packet.query("a.wWw.eXample.COM", Wire.A, 0));
        query.hash(HASH);
        String[] suffixes = {"a.www.example.com", "www.example.com", "example.com", "com", ""};
        for (int without = 0; without < suffixes.length; without++) {
            byte[] suffix = new Packet().name(suffixes[without]).bytes();
            assertThat(query.suffixHash(without)).isEqualTo(HASH.of(suffix));
            assertThat(Arrays.copyOfRange(query.name(), query.suffixStart(without), query.nameLength()))
                    .isEqualTo(suffix);
        }
    }

    @Test
    void readsEdnsWhereverItStands() {
        read(Packet.query("a", Wire.A, 2)
                .name("k")
                .u16(250)
                .u16(255)
                .u16(0)
                .u16(0)
                .u16(0)
                .opt(4096, 0, 0x8000, 0));
        assertThat(query.edns().present()).isTrue();
        assertThat(query.edns().payloadSize()).isEqualTo(4096);
        assertThat(query.edns().flags()).isEqualTo(Wire.EDNS_DO);
    }

    @Test
    void anOptAnywhereButAtTheRootIsNoOpt() {
        read(Packet.query("a", Wire.A, 1)
                .name("b")
                .u16(41)
                .u16(4096)
                .u16(0)
                .u16(0)
                .u16(0));
        assertThat(query.edns().present()).isFalse();
    }

    @Test
    void nothingIsLeftOfTheQueryBefore() {
        read(Packet.query("a", Wire.A, 1).ecs(1, 24, 0, 192, 0, 2));
        query.narrow(24);
        read(Packet.query("a", Wire.A, 0));
        assertThat(query.edns().present()).isFalse();
        assertThat(query.scope()).isZero();
        assertThat(query.client().optionLength()).isZero();
        assertThat(query.client().isIpv4()).isEqualTo(CLIENT.getAddress().length == 4);
    }

    @Test
    void theScopeIsTheNarrowestThatWasNoted() {
        read(Packet.query("a", Wire.A, 0));
        query.narrow(16);
        query.narrow(24);
        query.narrow(8);
        assertThat(query.scope()).isEqualTo(24);
    }

    private void read(Packet packet) {
        byte[] message = packet.bytes();
        assertThat(query.read(message, message.length, ClientAddress.of(CLIENT)))
                .isEqualTo(Wire.NOERROR);
    }
}
