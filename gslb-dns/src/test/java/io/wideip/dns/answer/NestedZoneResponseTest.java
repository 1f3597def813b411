package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Zones below other zones of the same server. */
final class NestedZoneResponseTest {
    private static final String ZONE = "apps.example.com";
    private static final String DIGEST = "D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971";

    private final TestServer server = new TestServer(new TestCatalog()
            .zone(ZONE, "")
            .zone(
                    "example.com",
                    "mail A 192.0.2.25\napps DS 1 13 2 " + DIGEST + "\nshadow.apps A 192.0.2.66"
                            + "\ncut NS ns.example.net.")
            .zone("y.x.cut.example.com", "")
            .zone("x.y.example.com", ""));

    @Test
    void whatTheEnclosingZoneHasBelowIsNotServed() {
        assertDenial(server.ask("shadow." + ZONE, "A"), Rcode.NXDOMAIN, soaOf(server, ZONE));
    }

    @Test
    void theZoneThatIsNearestDenies() {
        assertDenial(server.ask("nothing.example.com", "A"), Rcode.NXDOMAIN, soaOf(server, "example.com"));
        assertDenial(server.ask("nothing.x.y.example.com", "A"), Rcode.NXDOMAIN, soaOf(server, "x.y.example.com"));
        assertDenial(server.ask("x.y.example.com", "A"), Rcode.NOERROR, soaOf(server, "x.y.example.com"));
    }

    @Test
    void namesBetweenTwoZonesExist() {
        assertDenial(server.ask("y.example.com", "A"), Rcode.NOERROR, soaOf(server, "example.com"));
        assertDenial(server.ask("z.y.example.com", "A"), Rcode.NXDOMAIN, soaOf(server, "example.com"));
    }

    @Test
    void dsOfANestedZoneIsTheEnclosingZones() {
        assertThat(server.answers(ZONE, "DS")).containsExactly(ZONE + " 3600 DS 1 13 2 " + DIGEST);
        assertDenial(server.ask("x.y.example.com", "DS"), Rcode.NOERROR, soaOf(server, "example.com"));
        assertDenial(server.ask("example.com", "DS"), Rcode.NOERROR, soaOf(server, "example.com"));
    }

    @Test
    void dsOfANestedZoneBelowADelegatedOneIsThatOnes() {
        Message reply = server.ask("y.x.cut.example.com", "DS");
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY))
                .containsExactly("cut.example.com 3600 NS ns.example.net.");
    }

    @Test
    void aNameServerInAZoneBelowCanBeAskedFor() {
        String above = "in.example";
        String below = "below.in.example";
        TestServer nested = new TestServer(new TestCatalog()
                .zone(below, """
                        known A     192.0.2.7
                        alias CNAME known
                        cut   NS    ns.example.net.
                        moved DNAME example.net.
                        """)
                .zone(above, "www A 192.0.2.1")
                .nameserver("ns.deep." + below, "192.0.2.2")
                .nameserver("known." + below, "192.0.2.3")
                .nameserver("alias." + below, "192.0.2.4")
                .nameserver("ns.cut." + below, "192.0.2.5")
                .nameserver("ns.moved." + below, "192.0.2.6"));
        assertThat(nested.data("ns.deep." + below, "A")).containsExactly("192.0.2.2");
        assertThat(nested.data("known." + below, "A")).containsExactly("192.0.2.7");
        assertThat(nested.data("alias." + below, "A")).containsExactly("known." + below + ".", "192.0.2.7");
        assertThat(nested.ask("ns.cut." + below, "A").getHeader().getFlag(Flags.AA))
                .isFalse();
        assertThat(nested.data("ns.moved." + below, "A")).containsExactly("example.net.", "ns.example.net.");
        assertDenial(nested.ask("ns.deep." + below, "AAAA"), Rcode.NOERROR, soaOf(nested, below));
        assertDenial(nested.ask("deep." + below, "A"), Rcode.NOERROR, soaOf(nested, below));
        assertDenial(nested.ask("x.deep." + below, "A"), Rcode.NXDOMAIN, soaOf(nested, below));
    }

    private static String soaOf(TestServer server, String zone) {
        return zone + " 30 SOA ns1." + zone + ". hostmaster." + zone + ". " + server.serial(zone)
                + " 86400 7200 3600000 30";
    }

    private static void assertDenial(Message reply, int rcode, String soa) {
        assertThat(reply.getRcode()).isEqualTo(rcode);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY)).containsExactly(soa);
    }
}
