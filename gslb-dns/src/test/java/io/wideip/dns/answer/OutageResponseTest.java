package io.wideip.dns.answer;

import static io.wideip.dns.answer.WideIpSite.EAST;
import static io.wideip.dns.answer.WideIpSite.EAST_6;
import static io.wideip.dns.answer.WideIpSite.NORTH;
import static io.wideip.dns.answer.WideIpSite.SHOP;
import static io.wideip.dns.answer.WideIpSite.WEST;
import static io.wideip.dns.answer.WideIpSite.ask;
import static io.wideip.dns.answer.WideIpSite.assertNoData;
import static io.wideip.dns.answer.WideIpSite.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WhenAllDown;
import io.wideip.dns.TestServer;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What is answered for members that are down or drained, and when all are. */
final class OutageResponseTest {
    @Test
    void theApplicationsCheckCounts() {
        TestServer server = new TestServer(catalog()
                .wideIp(SHOP, "failover", "east", "west")
                .wideIp("pay.apps.example.com", "failover", "east", "west")
                .whenAllDown(new WhenAllDown.NoData()));
        server.down("pay.apps.example.com");
        assertThat(server.data(SHOP, "A")).containsExactly(EAST);
        assertNoData(server.ask("pay.apps.example.com", "A"));
    }

    @Test
    void oneFamilyThatIsAllDownIsDeniedWhileTheOtherLives() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "failover", "east", "west"));
        server.down(EAST, WEST);
        assertNoData(server.ask(SHOP, "A"));
        assertThat(server.data(SHOP, "AAAA")).containsExactly(EAST_6);
    }

    @Test
    void whatIsDrainedStaysOutUnlessAllIs() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west"));
        server.drain("east");
        assertThat(ask(server, 4)).containsOnly(WEST);
        assertNoData(server.ask(SHOP, "AAAA"));
        server.down(WEST);
        assertThat(ask(server, 4)).containsOnly(WEST);
        server.drain("west");
        assertThat(ask(server, 4)).contains(EAST, WEST);
    }

    @Test
    void whenAllIsDownAllMayBeAnswered() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west"));
        server.down(EAST, EAST_6, WEST);
        assertThat(ask(server, 4)).containsExactly(EAST, WEST, EAST, WEST);
        assertThat(server.data(SHOP, "AAAA")).containsExactly(EAST_6);
    }

    @Test
    void whenAllIsDownTheFallbackMayBeAnswered() {
        TestServer server = new TestServer(catalog()
                .wideIp(SHOP, "round-robin", "east", "west")
                .maxAnswers(2)
                .fallback("north", "twin"));
        assertThat(server.data(SHOP, "A")).containsExactly(EAST, WEST);
        server.down(EAST, EAST_6, WEST);
        assertThat(server.data(SHOP, "A")).containsExactly(NORTH, "192.0.2.21");
        assertNoData(server.ask(SHOP, "AAAA"));
    }

    @Test
    void theFallbackMayBeAHostName() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").fallback("cloud"));
        server.down(WEST);
        assertThat(server.answers(SHOP, "A")).containsExactly(SHOP + " 30 CNAME lb.cloud.example.");
        assertThat(server.answers(SHOP, "AAAA")).containsExactly(SHOP + " 30 CNAME lb.cloud.example.");
    }

    @Test
    void aFallbackToAddressesAnswersNoOtherType() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "cloud").fallback("west"));
        server.down("lb.cloud.example");
        assertThat(server.data(SHOP, "A")).containsExactly(WEST);
        assertNoData(server.ask(SHOP, "TXT"));
        assertThat(server.data(SHOP, "ANY")).containsExactly("\"RFC8482\" \"\"");
    }

    @Test
    void whenAllIsDownNoDataMayBeAnswered() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").whenAllDown(new WhenAllDown.NoData()));
        server.down(WEST);
        assertNoData(server.ask(SHOP, "A"));
        assertNoData(server.ask(SHOP, "TXT"));
    }

    @Test
    void whenAllIsDownServFailMayBeAnswered() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").whenAllDown(new WhenAllDown.ServFail()));
        server.down(WEST);
        Message reply = server.ask(SHOP, "A");
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
        assertNoData(server.ask(SHOP, "TXT"));
    }
}
