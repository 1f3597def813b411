package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** How replies are put together: header, question, sizes, EDNS. */
final class ResponderTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    private static final int MANY = 100;

    private final TestServer server = new TestServer(new TestCatalog()
            .zone("apps.example.com", large("large", MANY) + large("middle", 40))
            .vip("east", "east", "192.0.2.10")
            .vip("west", "west", "198.51.100.10")
            .prefer("10.1.0.0/16", "east", "west")
            .prefer("10.2.0.0/15", "west", "east")
            .prefer("2001:db8:5::/48", "west", "east")
            .wideIp("turns.apps.example.com", "round-robin", "east", "west")
            .wideIp("near.apps.example.com", "geo", "east", "west")
            .wideIp("kept.apps.example.com", "hash", "east", "west")
            .pool("p", "hash", "east", "west")
            .pool("q", "failover", "west")
            .wideIpOverPools("both.apps.example.com", "geo", "p", "q"));

    private static String large(String name, int addresses) {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= addresses; i++) {
            records.append(name + " A 192.0.2." + i + "\n");
        }
        return records.toString();
    }

    @Test
    void echoesIdAndQuestionInTheClientsLetterCase() {
        byte[] query = Packet.query("tUrNs.ApPs.eXaMpLe.CoM", Wire.A, 0).bytes();
        byte[] reply = server.respond(query, CLIENT, false);
        assertThat(Arrays.copyOf(reply, 2)).isEqualTo(Arrays.copyOf(query, 2));
        assertThat(Arrays.copyOfRange(reply, 12, query.length)).isEqualTo(Arrays.copyOfRange(query, 12, query.length));
        assertThat(Wire.u16(reply, 2)).isEqualTo(Wire.FLAG_QR | Wire.FLAG_AA | Wire.FLAG_RD);
    }

    @Test
    void namesInTheZoneFollowTheClientsLetterCase() throws Exception {
        byte[] query = Packet.query("nothing.ApPs.eXaMpLe.CoM", Wire.A, 0).bytes();
        Message reply = new Message(server.respond(query, CLIENT, false));
        assertThat(reply.getSection(Section.AUTHORITY).get(0).getName()).hasToString("ApPs.eXaMpLe.CoM.");
    }

    @Test
    void leavesOutTheFlagsOfWhatItDoesNotDo() {
        byte[] query = Packet.header(0x0010 | 0x0020 | 0x0040 | 0x0080, 1, 0, 0, 0)
                .name("turns.apps.example.com")
                .u16(Wire.A)
                .u16(Wire.IN)
                .bytes();
        assertThat(Wire.u16(server.respond(query, CLIENT, false), 2)).isEqualTo(Wire.FLAG_QR | Wire.FLAG_AA);
    }

    @Test
    void aQueryThatCanNotBeReadHasItsHeaderBack() {
        byte[] reply = server.respond(
                Packet.header(Wire.FLAG_RD, 1, 0, 0, 0).u16(0xC00C).bytes(), CLIENT, false);
        assertThat(reply)
                .isEqualTo(Packet.header(Wire.FLAG_QR | Wire.FLAG_RD | Wire.FORMERR, 0, 0, 0, 0)
                        .bytes());
    }

    @Test
    void whatIsDroppedHasNoReply() {
        assertThat(server.respond(Packet.header(Wire.FLAG_QR, 0, 0, 0, 0).bytes(), CLIENT, false))
                .isEmpty();
        assertThat(server.respond(new byte[0], CLIENT, true)).isEmpty();
        assertThat(server.counts().dropped()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // name, payload size or 0 for no EDNS, whole
        "middle, 0, false",
        "middle, 511, false",
        "middle, 1232, true",
        "middle, 65535, true",
        "middle, 692, true",
        "middle, 691, false",
        "large, 65535, false",
        "turns, 0, true"
    })
    void aReplyThatDoesNotFitIsTruncated(String name, int payloadSize, boolean whole) {
        Message query = TestServer.query(name + ".apps.example.com", "A");
        if (payloadSize > 0) {
            query.addRecord(new OPTRecord(payloadSize, 0, 0), Section.ADDITIONAL);
        }
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getHeader().getFlag(Flags.TC)).isEqualTo(!whole);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getSection(Section.ANSWER).isEmpty()).isEqualTo(!whole);
        assertThat(reply.getOPT() != null).isEqualTo(payloadSize > 0);
        assertThat(reply.numBytes()).isLessThanOrEqualTo(Math.max(512, Math.min(payloadSize, 1232)));
        assertThat(server.counts().truncated()).isEqualTo(whole ? 0 : 1);
    }

    @Test
    void byTcpEveryReplyIsWhole() {
        Message reply = server.askByTcp(TestServer.query("large.apps.example.com", "A"));
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(MANY);
    }

    @Test
    void whatIsNotEssentialIsLeftOutWithoutTruncation() {
        TestCatalog catalog = new TestCatalog().zone("example", "");
        for (int i = 10; i < 30; i++) {
            catalog.nameserver("n" + i + ".example", "192.0.2." + i);
        }
        TestServer many = new TestServer(catalog);
        Message query = TestServer.query("example", "NS");
        Message byUdp = many.ask(query, "127.0.0.1");
        assertThat(byUdp.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(byUdp.getSection(Section.ANSWER)).hasSize(22);
        assertThat(byUdp.getSection(Section.ADDITIONAL)).isEmpty();
        assertThat(many.askByTcp(query).getSection(Section.ADDITIONAL)).hasSize(22);
    }

    @Test
    void answersEdns() {
        Message query = TestServer.query("turns.apps.example.com", "A");
        query.addRecord(new OPTRecord(4096, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
        OPTRecord opt = server.ask(query, "127.0.0.1").getOPT();
        assertThat(opt.getPayloadSize()).isEqualTo(1232);
        assertThat(opt.getVersion()).isZero();
        assertThat(opt.getFlags()).isEqualTo(ExtendedFlags.DO);
        assertThat(opt.getOptions()).isEmpty();
    }

    @Test
    void refusesAnotherVersionOfEdns() {
        Message query = TestServer.query("turns.apps.example.com", "A");
        query.addRecord(new OPTRecord(4096, 0, 1), Section.ADDITIONAL);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(reply.getOPT().getVersion()).isZero();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(server.counts().replies(Wire.BADVERS)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "turns,   10.1.2.0,      24, 0",
        "near,    10.1.2.0,      24, 16",
        "near,    10.3.2.0,      24, 15",
        "near,    10.0.0.0,      24, 16",
        "near,    10.0.0.0,       8, 16",
        "near,    192.0.0.0,     16, 1",
        "near,    0.0.0.0,        0, 0",
        "near,    2001:db8:5::,  48, 48",
        "near,    8000::,        48, 1",
        "kept,    10.1.2.0,      24, 24",
        "kept,    10.1.2.3,      32, 24",
        "kept,    2001:db8:5::,  64, 56",
        "both,    10.1.2.0,      24, 24",
        "both,    10.2.2.0,      24, 24",
        "nothing, 10.1.2.0,      24, 0",
        "large,   10.1.2.0,      24, 0"
    })
    void theScopeIsWhatTheAnswerDependsOn(String name, String network, int prefix, int scope) throws Exception {
        Message query = TestServer.query(name + ".apps.example.com", "A");
        ClientSubnetOption sent = new ClientSubnetOption(prefix, InetAddress.getByName(network));
        query.addRecord(new OPTRecord(1232, 0, 0, 0, sent), Section.ADDITIONAL);
        ClientSubnetOption got = subnet(server.ask(query, "127.0.0.1"));
        assertThat(got.getScopePrefixLength()).isEqualTo(scope);
        assertThat(got.getSourcePrefixLength()).isEqualTo(prefix);
        assertThat(got.getAddress()).isEqualTo(sent.getAddress());
    }

    @Test
    void theClientsNetworkStandsAboveTheResolvers() throws Exception {
        Message query = TestServer.query("near.apps.example.com", "A");
        ClientSubnetOption sent = new ClientSubnetOption(24, InetAddress.getByName("10.2.2.0"));
        query.addRecord(new OPTRecord(1232, 0, 0, 0, sent), Section.ADDITIONAL);
        assertThat(server.ask(query, "10.1.0.1")
                        .getSection(Section.ANSWER)
                        .get(0)
                        .rdataToString())
                .isEqualTo("198.51.100.10");
    }

    @Test
    void aMalformedNetworkIsRefused() {
        byte[] query = Packet.query("near.apps.example.com", Wire.A, 1)
                .ecs(1, 24, 24, 10, 1, 2)
                .bytes();
        assertThat(Wire.u16(server.respond(query, CLIENT, false), 2) & 0xf).isEqualTo(Wire.FORMERR);
    }

    @Test
    void countsByResponseCode() {
        server.ask("turns.apps.example.com", "A");
        server.ask("nothing.apps.example.com", "A");
        server.ask("nothing.apps.example.com", "AAAA");
        server.ask("example.org", "A");
        assertThat(server.counts().replies(Wire.NOERROR)).isEqualTo(1);
        assertThat(server.counts().replies(Wire.NXDOMAIN)).isEqualTo(2);
        assertThat(server.counts().replies(Wire.REFUSED)).isEqualTo(1);
        assertThat(server.counts().dropped()).isZero();
    }

    @Test
    void optionsThatNobodyKnowsAreNotEchoed() {
        byte[] query = Packet.query("turns.apps.example.com", Wire.A, 1)
                .opt(1232, 0, 0, 8)
                .u16(65_001)
                .u16(4)
                .octets("ping".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        byte[] reply = server.respond(query, CLIENT, false);
        assertThat(Wire.u16(reply, reply.length - 2)).isZero();
    }

    private static ClientSubnetOption subnet(Message reply) {
        Optional<EDNSOption> option = reply.getOPT().getOptions(EDNSOption.Code.CLIENT_SUBNET).stream()
                .findFirst();
        return (ClientSubnetOption) option.orElseThrow();
    }
}
