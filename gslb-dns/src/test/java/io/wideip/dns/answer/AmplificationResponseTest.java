package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WhenAllDown;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.admission.RateLimit.Judgement;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/** What one resolver gets by UDP under the limits that are the default, at a rate that is ordinary for a large one. */
final class AmplificationResponseTest {
    private static final InetAddress RESOLVER = TestCatalog.address("203.0.113.9");
    private static final int RATE = 300;
    private static final int SECONDS = 4;
    private static final int AMPLIFIED = 4000;
    private static final int HEADERS = 28;

    private final TestServer server = new TestServer(new TestCatalog()
                    .zone("apps.example.com", """
                            alias CNAME one
                            loop  CNAME loop
                            tree  DNAME there
                            www.there A 192.0.2.9
                            cut   NS    ns.cut
                            ns.cut A    192.0.2.1
                            large TXT   "%s"
                            """.formatted("x".repeat(250)))
                    .vip("a", "east", "192.0.2.10")
                    .vip("b", "east", "192.0.2.11")
                    .vip("c", "east", "192.0.2.12")
                    .vip("d", "east", "192.0.2.13")
                    .vip("six", "east", "2001:db8::10")
                    .vip("gone", "east", "192.0.2.20")
                    .vip("cloud", "east", "router-default.apps.east-1.example.net")
                    .wideIp("one.apps.example.com", "failover", "a")
                    .wideIp("two.apps.example.com", "round-robin", "a", "b")
                    .maxAnswers(2)
                    .wideIp("four.apps.example.com", "round-robin", "a", "b", "c", "d")
                    .maxAnswers(4)
                    .wideIp("six.apps.example.com", "failover", "six")
                    .wideIp("gone.apps.example.com", "failover", "gone")
                    .wideIp("none.apps.example.com", "failover", "gone")
                    .whenAllDown(new WhenAllDown.NoData())
                    .wideIp("fail.apps.example.com", "failover", "gone")
                    .whenAllDown(new WhenAllDown.ServFail())
                    .wideIp("cloud.apps.example.com", "failover", "cloud"))
            .down("192.0.2.20");

    @ParameterizedTest
    @CsvSource({
        // addresses and aliases
        "one.apps.example.com, A",
        "two.apps.example.com, A",
        "six.apps.example.com, AAAA",
        "cloud.apps.example.com, A",
        "alias.apps.example.com, A",
        "apps.example.com, SOA",
        // denials: no such type, no such name, behind an alias, below a delegation's parent
        "one.apps.example.com, AAAA",
        "one.apps.example.com, HTTPS",
        "no.apps.example.com, A",
        "apps.example.com, AAAA",
        "cut.apps.example.com, DS",
        "alias.apps.example.com, AAAA",
        "loop.apps.example.com, A",
        // a small referral
        "x.cut.apps.example.com, A",
        // our own text
        "gone.apps.example.com, A",
        "none.apps.example.com, A",
        "fail.apps.example.com, A",
        "www.example.org, A",
        "x.yz, AAAA",
        // other outcomes without records
        "one.apps.example.com, ANY",
        "apps.example.com, AXFR"
    })
    void anOrdinaryReplyIsAnswered(String name, String type) {
        assertThat(answered(query(name, type, 0))).isEqualTo(RATE * SECONDS);
        byte[] cookie = Packet.query(name, Type.value(type), 1)
                .opt(1232, 0, 0, 12)
                .u16(Wire.OPTION_COOKIE)
                .u16(8)
                .octets(new byte[8])
                .bytes();
        server.pass(Duration.ofSeconds(1));
        assertThat(answered(cookie)).isEqualTo(RATE * SECONDS);
    }

    /** BADVERS: an OPT record alone. */
    @ParameterizedTest
    @CsvSource({"one.apps.example.com, A", "x.yz, AAAA"})
    void anotherVersionOfEdnsIsAnswered(String name, String type) {
        assertThat(answered(query(name, type, 1))).isEqualTo(RATE * SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "large.apps.example.com, TXT",
        "four.apps.example.com, A",
        "www.tree.apps.example.com, A",
        "apps.example.com, NS"
    })
    void recordsBeyondHalfOfTheQueryHaveABudget(String name, String type) {
        assertThat(answered(query(name, type, 0))).isBetween(5, RATE * SECONDS - 1);
    }

    private static byte[] query(String name, String type, int version) {
        return Packet.query(name, Type.value(type), 1).opt(1232, version, 0, 0).bytes();
    }

    /** How many queries get their whole reply; all of them together hold the bound. */
    private int answered(byte[] query) {
        long before = server.counts().limited(Judgement.TRUNCATE);
        int out = 0;
        for (int i = 0; i < RATE * SECONDS; i++) {
            out += server.respond(query, RESOLVER, false).length + HEADERS;
            if (i % 3 == 2) {
                server.pass(Duration.ofMillis(10));
            }
        }
        int in = RATE * SECONDS * (query.length + HEADERS);
        assertThat(out).isLessThan(2 * in + (SECONDS + 1) * AMPLIFIED);
        return (int) (RATE * SECONDS - server.counts().limited(Judgement.TRUNCATE) + before);
    }
}
