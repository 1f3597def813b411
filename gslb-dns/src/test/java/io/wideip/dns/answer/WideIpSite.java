package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** The catalog that the tests of wide IPs share, and how they look at replies. */
final class WideIpSite {
    static final String SHOP = "shop.apps.example.com";
    static final String EAST = "192.0.2.10";
    static final String EAST_6 = "2001:db8:e:0:0:0:0:10";
    static final String WEST = "198.51.100.10";
    static final String NORTH = "203.0.113.10";

    private WideIpSite() {}

    /** One zone, and VIPs with one address, two, or a host name; wide IPs are for the tests to add. */
    static TestCatalog catalog() {
        return new TestCatalog()
                .zone("apps.example.com", "static TXT beside")
                .vip("east", "east", EAST, EAST_6)
                .vip("west", "west", WEST)
                .vip("north", "north", NORTH)
                .vip("twin", "east", "192.0.2.21", "192.0.2.22")
                .vip("cloud", "cloud", "lb.cloud.example");
    }

    /** The addresses of {@link #SHOP}, query after query. */
    static List<String> ask(TestServer server, int times) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            seen.addAll(server.data(SHOP, "A"));
        }
        return seen;
    }

    static void assertNoData(Message reply) {
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY)).hasSize(1).allMatch(soa -> soa.contains(" SOA "));
    }
}
