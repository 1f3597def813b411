package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.dns.Packet;
import io.wideip.dns.TestServer;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NameTableTest {
    @Test
    void findsNamesThatCollide() {
        List<String> colliding = IntStream.range(0, 60_000)
                .mapToObj(i -> "w" + i + ".example.com")
                .filter(name -> (TestServer.NAME_HASH.of(wire(name)) & 0xfff) == 5)
                .toList();
        List<String> kept = colliding.subList(1, colliding.size());
        NameTable table = table(kept);
        assertThat(kept).hasSizeGreaterThan(8);
        for (int number = 0; number < kept.size(); number++) {
            assertThat(table.find(query(kept.get(number)))).isEqualTo(number);
        }
        assertThat(table.find(query(colliding.get(0)))).isEqualTo(NameTable.ABSENT);
    }

    @Test
    void findsTheClosestEncloser() {
        NameTable table = table(List.of("example.com", "a.b.example.com", "b.example.com"));
        assertThat(encloser(table, "x.y.b.example.com")).isEqualTo(2);
        assertThat(encloser(table, "x.a.b.example.com")).isEqualTo(1);
        assertThat(encloser(table, "c.example.com")).isZero();
        assertThat(encloser(table, "example.org")).isEqualTo(NameTable.ABSENT);
        assertThat(encloser(table(List.of("")), "example.org")).isZero();
    }

    private static int encloser(NameTable table, String name) {
        Query query = query(name);
        assertThat(table.find(query)).isEqualTo(NameTable.ABSENT);
        return table.findEncloser(query);
    }

    private static NameTable table(List<String> names) {
        return new NameTable(names.stream().map(NameTableTest::wire).toList(), TestServer.NAME_HASH);
    }

    private static byte[] wire(String name) {
        return new DomainName(name).wire();
    }

    private static Query query(String name) {
        Query query = new Query();
        byte[] message = Packet.query(name, Wire.A, 0).bytes();
        query.read(message, message.length, InetAddress.getLoopbackAddress());
        return query;
    }
}
