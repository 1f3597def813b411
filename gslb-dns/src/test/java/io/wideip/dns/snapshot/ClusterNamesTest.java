package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.WhenAllDown;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Names such as {@code shop--east.apps.example.com}, which nobody has written. */
final class ClusterNamesTest {
    private final TestServer server = new TestServer(site());

    private static TestCatalog site() {
        return new TestCatalog()
                .zone("example.com", "")
                .zone("apps.example.com", """
                        text--east    TXT  written
                        www           CNAME shop--east
                        foo.wild      TXT  static
                        sub           NS   ns.example.net.
                        """)
                .vip("ltm-east", "east", "192.0.2.10", "2001:db8::10")
                .vip("ltm-west", "west", "198.51.100.10")
                .vip("public-west", "west", "198.51.100.11")
                .vip("ltm-north", "North", "203.0.113.10")
                .vip("cdn", "cloud", "lb.example.net")
                .cluster("east-1", "east", "ltm-east")
                .cluster("west-1", "west", "ltm-west", "public-west")
                .cluster("west-2", "west", "ltm-west")
                .cluster("south.1", "North", "ltm-north")
                .wideIp("shop.apps.example.com", "failover", "ltm-east", "ltm-west")
                .ttl(17)
                .wideIp("pay.apps.example.com", "failover", "public-west", "ltm-west", "ltm-north")
                .whenAllDown(new WhenAllDown.ServFail())
                .wideIp("static.apps.example.com", "failover", "cdn", "ltm-east")
                .wideIp("text.apps.example.com", "failover", "ltm-east")
                .wideIp("my--own.apps.example.com", "failover", "ltm-east")
                .wideIp("own--east.apps.example.com", "failover", "ltm-west")
                .wideIp("own.apps.example.com", "failover", "ltm-east")
                .wideIp("b.deep.apps.example.com", "failover", "ltm-east")
                .wideIp("*.wild.apps.example.com", "failover", "ltm-west", "ltm-east")
                .wideIp("apps.example.com", "failover", "ltm-east");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop--east      | 192.0.2.10
            shop--east-1    | 192.0.2.10
            SHOP--EAST      | 192.0.2.10
            shop--west-1    | 198.51.100.10
            shop--west-2    | 198.51.100.10
            pay--west-1     | 198.51.100.11
            pay--west-2     | 198.51.100.10
            pay--north      | 203.0.113.10
            my--own--east   | 192.0.2.10
            b--east.deep    | 192.0.2.10
            """)
    void answersTheVipOfTheClusterOrOfItsDatacenter(String label, String address) {
        assertThat(server.data(label + ".apps.example.com", "A")).containsExactly(address);
    }

    @ParameterizedTest
    @CsvSource({
        // two clusters in the datacenter, no member there, no such cluster, no such wide IP
        "shop--west",
        "shop--north",
        "shop--north-1",
        "none--east",
        // labels that are no split, or none of a name
        "shop-east",
        "--east",
        "shop--",
        "shop--east--",
        "xn--east",
        "east--shop",
        // no label can be made of the cluster's name
        "shop--south.1",
        // an empty non-terminal, a static record, a name server and what is delegated are no wide IPs
        "deep--east",
        "www--east",
        "ns1--east",
        "sub--east",
        // below a made name there is nothing
        "x.shop--east",
        "shop--east.shop--east"
    })
    void doesNotMakeOtherNames(String name) {
        Message reply = server.ask(name + ".apps.example.com", "A");
        assertThat(reply.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(TestServer.shown(reply, Section.AUTHORITY)).hasSize(1);
    }

    @Test
    void aZonesOwnNameHasNone() {
        assertThat(server.ask("apps--east.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void neitherHealthNorDrainsNorWhatIsAnsweredThenCounts() {
        server.down(
                "192.0.2.10",
                "2001:db8::10",
                "198.51.100.10",
                "198.51.100.11",
                "203.0.113.10",
                "shop.apps.example.com");
        server.drain("ltm-east");
        assertThat(server.data("shop--east.apps.example.com", "A")).containsExactly("192.0.2.10");
        assertThat(server.data("shop--east.apps.example.com", "AAAA")).containsExactly("2001:db8:0:0:0:0:0:10");
        assertThat(server.ask("pay.apps.example.com", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(server.data("pay--north.apps.example.com", "A")).containsExactly("203.0.113.10");
    }

    @Test
    void hasTheTtlOfItsWideIp() {
        assertThat(server.answers("shop--east.apps.example.com", "A"))
                .containsExactly("shop--east.apps.example.com 17 A 192.0.2.10");
    }

    @ParameterizedTest
    @CsvSource({"shop--west-1, AAAA", "shop--east, TXT", "shop--east, DS", "shop--east, SOA"})
    void existsAndHasNothingElse(String name, String type) {
        Message reply = server.ask(name + ".apps.example.com", type);
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY))
                .singleElement()
                .asString()
                .contains("SOA");
    }

    @Test
    void anyIsAnsweredAsForOtherNames() {
        assertThat(server.data("shop--east.apps.example.com", "ANY"))
                .isEqualTo(server.data("shop.apps.example.com", "ANY"));
    }

    @Test
    void aVipWithAHostNameMakesAnAlias() {
        assertThat(server.data("static--cloud.apps.example.com", "TXT")).containsExactly("lb.example.net.");
        assertThat(server.data("static--east.apps.example.com", "A")).containsExactly("192.0.2.10");
    }

    @Test
    void whatSomebodyWroteWins() {
        assertThat(server.data("own--east.apps.example.com", "A")).containsExactly("198.51.100.10");
        assertThat(server.data("text--east.apps.example.com", "TXT")).containsExactly("written");
        assertThat(server.ask("text--east.apps.example.com", "A").getSection(Section.ANSWER))
                .isEmpty();
    }

    @Test
    void anAliasLeadsToOne() {
        assertThat(server.data("www.apps.example.com", "A"))
                .containsExactly("shop--east.apps.example.com.", "192.0.2.10");
    }

    /** A wildcard stands for the names that are not there, and so do its cluster-specific names. */
    @Test
    void namesThatAWildcardMakesHaveThemToo() {
        assertThat(server.data("any.wild.apps.example.com", "A")).containsExactly("198.51.100.10");
        assertThat(server.data("any--east.wild.apps.example.com", "A")).containsExactly("192.0.2.10");
        assertThat(server.data("any--east.x.wild.apps.example.com", "A")).containsExactly("192.0.2.10");
        // A static record is not the wildcard's, so this is a name like any other below it.
        assertThat(server.data("foo--east.wild.apps.example.com", "A")).containsExactly("198.51.100.10");
        assertThat(server.data("x.any--east.wild.apps.example.com", "A")).containsExactly("198.51.100.10");
        assertThat(server.data("any--north.wild.apps.example.com", "A")).containsExactly("198.51.100.10");
    }

    @Test
    void whatIsDelegatedIsNotMade() {
        Message reply = server.ask("shop--east.sub.apps.example.com", "A");
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY))
                .singleElement()
                .asString()
                .contains("ns.example.net.");
    }

    @ParameterizedTest
    @CsvSource({
        "{cluster}--{label}, east--shop",
        "{label}-{cluster}, shop-east-1",
        "{label}-{cluster}, shop-east",
        "{cluster}-{label}, east-1-shop",
        "at-{cluster}-is-{label}-now, at-east-1-is-shop-now",
        "{LABEL}_{cluster}, shop_east"
    })
    void thePatternIsTheZones(String pattern, String name) {
        TestServer other = new TestServer(site().zone("other.example.com", "")
                .clusterNames(pattern)
                .wideIp("shop.other.example.com", "failover", "ltm-west", "ltm-east"));
        assertThat(other.data(name + ".other.example.com", "A")).containsExactly("192.0.2.10");
        assertThat(other.ask("shop--east.other.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(other.data("shop--east.apps.example.com", "A")).containsExactly("192.0.2.10");
    }

    @Test
    void noneTurnsThemOff() {
        TestServer off = new TestServer(site().zone("off.example.com", "")
                .clusterNames("none")
                .wideIp("shop.off.example.com", "failover", "ltm-east"));
        assertThat(off.ask("shop--east.off.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    /** The name of a wide IP can be so long that none is left for its cluster. */
    @Test
    void whatWouldBeTooLongIsNotThere() {
        String fits = "a".repeat(57);
        String tooLong = "b".repeat(58);
        TestServer long63 = new TestServer(site().wideIp(fits + ".apps.example.com", "failover", "ltm-east")
                .wideIp(tooLong + ".apps.example.com", "failover", "ltm-east"));
        assertThat(long63.data(fits + "--east.apps.example.com", "A")).containsExactly("192.0.2.10");
        assertThat(long63.data(tooLong + ".apps.example.com", "A")).containsExactly("192.0.2.10");
    }

    /** A million of them cost what a few do: what they answer is one object for all wide IPs with these VIPs. */
    @Test
    void wideIpsShareWhatTheirNamesAnswer() {
        SnapshotCompiler compiler = server.compiler();
        List<ClusterNodes> clusters = List.of("shop", "any", "text", "own").stream()
                .map(label -> label.equals("any") ? "*.wild" : label)
                .map(label -> new DomainName(label + ".apps.example.com").wire())
                .map(name -> Objects.requireNonNull(compiler.current().names().get(name))
                        .clusters())
                .toList();
        assertThat(clusters.get(2)).isSameAs(clusters.get(3));
        byte[] east = {'e', 'a', 's', 't'};
        int place = clusters.get(0).place(east, 0, 4);
        assertThat(clusters.get(1).at(place))
                .isSameAs(clusters.get(2).at(place))
                .isNotSameAs(clusters.get(0).at(place));
    }
}
