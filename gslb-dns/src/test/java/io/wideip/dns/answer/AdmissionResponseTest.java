package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.RateLimitOptions.Mode;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.admission.RateLimit.Judgement;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Who is above the limit or not on the list, and what is left of the reply to that client. */
final class AdmissionResponseTest {
    private static final int RATE = 5;
    private static final int AMPLIFIED = 1_000;
    private static final int ALWAYS = 1;
    private static final int NEVER = 0;
    private static final InetAddress CLIENT = TestCatalog.address("203.0.113.9");
    private static final InetAddress NEIGHBOUR = TestCatalog.address("203.0.113.200");
    private static final InetAddress OTHER = TestCatalog.address("203.0.114.9");
    private static final byte[] PLAIN = query().bytes();
    private static final byte[] CLIENT_COOKIE = {1, 2, 3, 4, 5, 6, 7, 8};

    private static Packet query() {
        return Packet.query("www.apps.example.com", Wire.A, 0);
    }

    private static byte[] with(byte[] cookie) {
        return Packet.query("www.apps.example.com", Wire.A, 1)
                .opt(1232, 0, 0, 4 + cookie.length)
                .u16(EDNSOption.Code.COOKIE)
                .u16(cookie.length)
                .octets(cookie)
                .bytes();
    }

    private static TestServer server(Mode mode, int slip, String... exempt) {
        RateLimitOptions limit = new RateLimitOptions(mode, RATE, AMPLIFIED, slip, 24, 56, Subnets.listOf(exempt));
        return server(Listener.plain(new InetSocketAddress(0)), limit);
    }

    private static TestServer server(Listener listener, RateLimitOptions limit) {
        return new TestServer(new TestCatalog()
                .zone("apps.example.com", "www A 192.0.2.1\nlarge TXT " + "\"" + "x".repeat(250) + "\"")
                .dns(new DnsOptions(
                        List.of(listener),
                        1,
                        EngineOptions.DEFAULT,
                        null,
                        null,
                        null,
                        null,
                        limit,
                        StreamLimits.DEFAULT)));
    }

    private static Message ask(TestServer server, byte[] query, InetAddress client) throws IOException {
        return new Message(server.respond(query, client, Carrier.UDP));
    }

    private static void assertAnswered(Message reply) {
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
    }

    private static void assertAsksForTcp(Message reply) {
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
    }

    /** Until nothing is left to it. */
    private static void spend(TestServer server, InetAddress client) throws IOException {
        for (int i = 0; i < RATE; i++) {
            assertAnswered(ask(server, PLAIN, client));
        }
    }

    @Test
    void aNetworkAboveTheLimitIsToldToAskByTcpAndOthersAreNot() throws IOException {
        TestServer server = server(Mode.ENFORCE, ALWAYS);
        spend(server, CLIENT);

        assertAsksForTcp(ask(server, PLAIN, CLIENT));
        assertAsksForTcp(ask(server, PLAIN, NEIGHBOUR));
        assertAnswered(ask(server, PLAIN, OTHER));
        assertAnswered(new Message(server.respond(PLAIN, CLIENT, Carrier.TCP)));
        assertThat(server.counts().limited(Judgement.SLIP)).isEqualTo(2);

        server.pass(Duration.ofSeconds(1));
        assertAnswered(ask(server, PLAIN, CLIENT));
    }

    @Test
    void whatDoesNotSlipIsDropped() throws IOException {
        TestServer server = server(Mode.ENFORCE, NEVER);
        spend(server, CLIENT);

        assertThat(server.respond(PLAIN, CLIENT, Carrier.UDP)).isEmpty();
        assertThat(server.counts().limited(Judgement.DROP)).isEqualTo(1);
        assertThat(server.counts().replies(Wire.NOERROR)).isEqualTo(RATE);
    }

    @Test
    void whatCanNotBeReadIsNoReasonToAskByTcp() throws IOException {
        TestServer server = server(Mode.ENFORCE, ALWAYS);
        spend(server, CLIENT);

        Message reply = ask(server, Packet.header(0, 1, 0, 0, 0).bytes(), CLIENT);
        assertThat(reply.getRcode()).isEqualTo(Rcode.FORMERR);
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
    }

    @Test
    void largeRepliesHaveALimitOfTheirOwn() throws IOException {
        TestServer server = server(Mode.ENFORCE, NEVER);
        byte[] large = Packet.query("large.apps.example.com", 16, 0).bytes();
        for (int i = 0; i < 4; i++) {
            ask(server, large, CLIENT);
        }

        assertAsksForTcp(ask(server, large, CLIENT));
        assertThat(server.counts().limited(Judgement.TRUNCATE)).isPositive();
    }

    /** RFC 7873 section 5.2.3: whose address may be forged is asked to show that it is not. */
    @Test
    void whoBringsACookieGetsOursAndWithItIsExempt() throws IOException {
        TestServer server = server(Mode.ENFORCE, ALWAYS);
        spend(server, CLIENT);

        Message bad = ask(server, with(CLIENT_COOKIE), CLIENT);
        assertThat(bad.getRcode()).isEqualTo(Wire.BADCOOKIE);
        assertThat(bad.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(bad.getSection(Section.ANSWER)).isEmpty();

        byte[] ours = cookie(bad);
        assertThat(ours).hasSize(24).startsWith(CLIENT_COOKIE);
        for (int i = 0; i < 3 * RATE; i++) {
            assertAnswered(ask(server, with(ours), CLIENT));
        }
        assertAsksForTcp(ask(server, PLAIN, CLIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another's", "forged", "old"})
    void aCookieThatIsNotGoodExemptsNobody(String what) throws IOException {
        TestServer server = server(Mode.ENFORCE, ALWAYS);
        byte[] cookie = cookie(ask(server, with(CLIENT_COOKIE), what.equals("another's") ? OTHER : CLIENT));
        if (what.equals("forged")) {
            cookie[23] ^= 1;
        } else if (what.equals("old")) {
            server.pass(Duration.ofMinutes(61));
        }
        for (int i = 0; i < RATE; i++) {
            ask(server, PLAIN, CLIENT);
        }

        assertThat(ask(server, with(cookie), CLIENT).getRcode()).isEqualTo(Wire.BADCOOKIE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "198.51.100.7", "2001:db8::7"})
    void loopbackAndTheListedNetworksHaveNoLimit(String client) throws IOException {
        TestServer server = server(Mode.ENFORCE, NEVER, "198.51.100.0/24", "2001:db8::/32");
        for (int i = 0; i < 3 * RATE; i++) {
            assertAnswered(ask(server, PLAIN, TestCatalog.address(client)));
        }
    }

    @Test
    void whereItIsOnlyCountedNothingChangesForClients() throws IOException {
        TestServer server = server(Mode.COUNT, NEVER);
        for (int i = 0; i < 3 * RATE; i++) {
            assertAnswered(ask(server, PLAIN, CLIENT));
        }
        assertThat(server.counts().limited(Judgement.DROP)).isEqualTo(2 * RATE);
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void whoIsNotOnTheListIsRefusedAndToldSo(Carrier carrier) throws IOException {
        Listener listener = new Listener(
                new InetSocketAddress(0),
                Listener.Transport.PLAIN,
                Listener.DEFAULT_PATH,
                Subnets.listOf("203.0.114.0/24"),
                List.of(),
                List.of());
        TestServer server = server(listener, RateLimitOptions.DEFAULT);
        byte[] query = Packet.query("www.apps.example.com", Wire.A, 1)
                .opt(1232, 0, 0, 0)
                .bytes();

        assertAnswered(new Message(server.respond(query, OTHER, carrier)));
        Message refused = new Message(server.respond(query, CLIENT, carrier));
        assertThat(refused.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(refused.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR))
                .singleElement()
                .isInstanceOfSatisfying(ExtendedErrorCodeOption.class, why -> {
                    assertThat(why.getErrorCode()).isEqualTo(ExtendedErrorCodeOption.PROHIBITED);
                    assertThat(why.getText()).isEqualTo("this client is not served");
                });
        assertThat(server.counts().refusedClients()).isEqualTo(1);
    }

    private static byte[] cookie(Message reply) {
        byte[] option = reply.getOPT().getOptions(EDNSOption.Code.COOKIE).get(0).toWire();
        byte[] cookie = new byte[option.length - 4];
        System.arraycopy(option, 4, cookie, 0, cookie.length);
        return cookie;
    }
}
