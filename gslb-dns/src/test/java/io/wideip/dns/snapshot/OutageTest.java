package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WhenAllDown;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.wire.ExtendedError;
import io.wideip.dns.wire.Query;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/** What clients are told of members who are missing. */
final class OutageTest {
    private static final String EAST = "192.0.2.10";
    private static final String EAST_6 = "2001:db8:e:0:0:0:0:10";
    private static final String WEST = "198.51.100.10";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            all      | -                      | -          | A    | -
            all      | east                   | -          | A    | -
            all      | east,east6,west        | -          | A    | all members down, answering as if up
            all      | east,east6,west        | -          | AAAA | all members down, answering as if up
            all      | east,east6,west        | -          | TXT  | -
            all      | -                      | east,west  | A    | all members drained, answering as if up
            all      | west                   | east       | A    | all members down or drained, answering as if up
            all      | west                   | east       | AAAA | all IPv6 members drained
            all      | east,west              | -          | A    | all IPv4 members down
            all      | east6                  | -          | AAAA | all IPv6 members down
            all      | east6                  | -          | A    | -
            all      | -                      | east       | AAAA | all IPv6 members drained
            nodata   | east,east6,west        | -          | A    | all members down
            nodata   | east,east6,west        | -          | TXT  | -
            nodata   | -                      | east,west  | A    | all members drained
            servfail | east,east6,west        | -          | A    | all members down
            servfail | east,east6,west        | -          | AAAA | all members down
            servfail | west                   | east       | A    | all members down or drained
            fallback | east,east6,west        | -          | A    | all members down, answering the fallback
            fallback | east,east6,west        | -          | AAAA | all members down
            alias    | east,east6,west        | -          | A    | all members down, answering the fallback
            alias    | -                      | east,west  | AAAA | all members drained, answering the fallback
            """)
    void isSaidBesideTheAnswer(String whenAllDown, String down, String drained, String type, String text) {
        TestCatalog catalog = new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", EAST, EAST_6)
                .vip("west", "west", WEST)
                .vip("north", "north", "203.0.113.10")
                .vip("cloud", "cloud", "lb.cloud.example")
                .wideIp("shop.apps.example.com", "round-robin", "east", "west");
        switch (whenAllDown) {
            case "nodata" -> catalog.whenAllDown(new WhenAllDown.NoData());
            case "servfail" -> catalog.whenAllDown(new WhenAllDown.ServFail());
            case "fallback" -> catalog.fallback("north");
            case "alias" -> catalog.fallback("cloud");
            default -> catalog.whenAllDown(new WhenAllDown.All());
        }
        TestServer server = new TestServer(catalog);
        if (drained != null) {
            server.drain(drained.split(","));
        }
        if (down != null) {
            server.down(down.replace("east6", EAST_6)
                    .replace("east", EAST)
                    .replace("west", WEST)
                    .split(","));
        }

        ExtendedError error = reply(server, type).extendedError();

        assertThat(error == null ? null : new String(error.text(), StandardCharsets.UTF_8))
                .isEqualTo(text);
        if (error != null) {
            assertThat(error.code()).isZero();
            assertThat(error.text()).hasSizeLessThan(64);
        }
    }

    @ParameterizedTest
    @CsvSource({"A", "AAAA", "MX"})
    void aFamilyThatNobodyHasIsNoOutage(String type) {
        TestServer server = new TestServer(new TestCatalog()
                .zone("apps.example.com", "")
                .vip("west", "west", WEST)
                .wideIp("shop.apps.example.com", "failover", "west"));
        assertThat(reply(server, type).extendedError()).isNull();
    }

    private static Answer.Reply reply(TestServer server, String type) {
        Query query = new Query();
        byte[] message =
                Packet.query("shop.apps.example.com", Type.value(type), 0).bytes();
        query.read(message, message.length, ClientAddress.of(InetAddress.getLoopbackAddress()));
        Answer answer = server.compiler().current().find(query);
        return Objects.requireNonNull(answer).pick(query, new First());
    }

    private static final class First implements Answer.Chance {
        @Override
        public int turn() {
            return 0;
        }

        @Override
        public int below(int bound) {
            return 0;
        }
    }
}
