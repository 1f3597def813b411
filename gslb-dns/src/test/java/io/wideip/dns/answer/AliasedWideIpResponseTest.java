package io.wideip.dns.answer;

import static io.wideip.dns.answer.AliasReplies.ZONE;
import static io.wideip.dns.answer.AliasReplies.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WhenAllDown;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Aliases that lead to wide IPs, and wide IPs that are aliases. */
final class AliasedWideIpResponseTest {
    private final TestServer server = new TestServer(new TestCatalog()
            .zone(ZONE, """
                    www        A     192.0.2.1
                    www        MX    10 mail
                    three      CNAME www
                    d      60  DNAME tree
                    d          TXT   "above"
                    shop.tree  CNAME shop
                    to-shop    CNAME shop
                    to-cloud   CNAME cloud
                    to-near    CNAME near
                    to-dead    CNAME dead
                    """)
            .vip("east", "east", "192.0.2.10")
            .vip("west", "west", "198.51.100.10")
            .vip("inside", "cloud", "three." + ZONE)
            .vip("outside", "cloud", "lb.cloud.example")
            .prefer("10.2.0.0/16", "west", "east")
            .wideIp("shop." + ZONE, "round-robin", "east", "west")
            .wideIp("near." + ZONE, "geo", "east", "west")
            .wideIp("cloud." + ZONE, "failover", "inside", "outside")
            .wideIp("dead." + ZONE, "failover", "west")
            .whenAllDown(new WhenAllDown.ServFail()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            to-shop   | A     | NOERROR  | to-shop CNAME shop; shop A 192.0.2.10 | -
            shop.d    | A     | NOERROR  | d DNAME tree; shop.d CNAME shop.tree; shop.tree CNAME shop; shop A 192.0.2.10 | -
            to-shop   | AAAA  | NOERROR  | to-shop CNAME shop | @ SOA
            to-shop   | TXT   | NOERROR  | to-shop CNAME shop | @ SOA
            cloud     | A     | NOERROR  | cloud CNAME three; three CNAME www; www A 192.0.2.1 | -
            cloud     | MX    | NOERROR  | cloud CNAME three; three CNAME www; www MX 10 mail | -
            to-cloud  | A     | NOERROR  | to-cloud CNAME cloud; cloud CNAME three; three CNAME www; www A 192.0.2.1 | -
            """)
    void followsToAndThroughWideIps(
            String name, String type, String rcode, @Nullable String answers, @Nullable String authority) {
        AliasReplies.assertReply(server.ask(name + "." + ZONE, type), rcode, answers, authority);
    }

    @Test
    void turnsBelongToTheLastName() {
        assertThat(last("to-shop")).isEqualTo("192.0.2.10");
        assertThat(last("shop")).isEqualTo("198.51.100.10");
        assertThat(last("shop.d")).isEqualTo("192.0.2.10");
    }

    @Test
    void verdictsCountAtTheEndOfAChain() {
        server.down("192.0.2.10");
        assertThat(last("to-shop")).isEqualTo("198.51.100.10");
        assertThat(last("to-shop")).isEqualTo("198.51.100.10");
        server.down("three." + ZONE);
        assertThat(shown(server.ask("to-cloud." + ZONE, "A"), Section.ANSWER))
                .isEqualTo("to-cloud CNAME cloud; cloud CNAME lb.cloud.example.");
    }

    @Test
    void aServerFailureAtTheEndOfAChainIsTheRepliesCode() {
        server.down("198.51.100.10");
        Message query = TestServer.query("to-dead." + ZONE, "A");
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(shown(reply, Section.ANSWER)).isEqualTo("to-dead CNAME dead");
        ExtendedErrorCodeOption why =
                (ExtendedErrorCodeOption) reply.getOPT().getOptions().get(0);
        assertThat(why.getText()).isEqualTo("all members down");
    }

    @Test
    void theClientsScopeIsThatOfTheLastName() throws Exception {
        Message query = TestServer.query("to-near." + ZONE, "A");
        query.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new ClientSubnetOption(24, InetAddress.getByName("10.2.3.0")))),
                Section.ADDITIONAL);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(shown(reply, Section.ANSWER)).isEqualTo("to-near CNAME near; near A 198.51.100.10");
        ClientSubnetOption scope =
                (ClientSubnetOption) reply.getOPT().getOptions().get(0);
        assertThat(scope.getScopePrefixLength()).isEqualTo(16);
    }

    @Test
    void aFallbackSaysThatItIsOneWhateverItLeadsTo() {
        TestServer down = new TestServer(new TestCatalog()
                        .zone(ZONE, "www A 192.0.2.1")
                        .vip("west", "west", "198.51.100.10")
                        .vip("inside", "cloud", "www." + ZONE)
                        .wideIp("shop." + ZONE, "failover", "west")
                        .fallback("inside"))
                .down("198.51.100.10");
        Message query = TestServer.query("shop." + ZONE, "A");
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        Message reply = down.ask(query, "127.0.0.1");
        assertThat(reply.getSection(Section.ANSWER)).hasSize(2);
        assertThat(reply.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR))
                .singleElement()
                .asString()
                .contains("answering the fallback");
    }

    private String last(String name) {
        List<Record> records = server.ask(name + "." + ZONE, "A").getSection(Section.ANSWER);
        return records.get(records.size() - 1).rdataToString();
    }
}
