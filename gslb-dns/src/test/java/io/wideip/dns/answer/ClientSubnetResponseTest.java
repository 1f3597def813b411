package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/** RFC 7871 where the location counts: which answer a network gets, and the scope that is true for it. */
final class ClientSubnetResponseTest {
    private static final int ROUNDS = 4_000;
    private static final List<String> NAMES = List.of("near", "dual", "split", "mixed", "city", "kept", "missing");
    /** Borders of all networks that are told apart, and where IPv4-mapped addresses begin. */
    private static final List<String> BORDERS = List.of(
            "10.0.0.0",
            "10.1.0.0",
            "10.2.0.0",
            "11.0.0.0",
            "100.64.0.0",
            "198.51.0.0",
            "198.51.100.0",
            "198.51.101.0",
            "203.0.113.0",
            "203.0.113.64",
            "203.0.113.128",
            "::",
            "2001:db8:1::",
            "2001:db8:2::",
            "2001:db8:3::",
            "::ffff:10.0.0.0",
            "::ffff:10.1.0.0",
            "::ffff:203.0.113.128",
            "::ffff:0:0",
            "::1:0:0:0");

    @TempDir
    private Path directory;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = GeoSite.server(directory);
    }

    @ParameterizedTest
    @CsvSource({
        // Answers that don't depend on the client, and denials.
        "missing, A,    10.1.2.0/24,         - /0",
        "near,    AAAA, 10.1.2.0/24,         - /0",
        "near,    MX,   2001:db8:1::/48,     - /0",
        // By a rule, by a country, by the distance.
        "near,    A,    10.1.2.0/24,         tokyo /16",
        "near,    A,    2001:db8:1::/56,     toronto /48",
        "near,    A,    2001:db8:2::/56,     frankfurt /48",
        // A and AAAA have scopes of their own: of one VIP with IPv6 there is nothing to choose.
        "dual,    A,    10.1.2.0/24,         tokyo-dual /16",
        "dual,    A,    10.2.2.0/24,         frankfurt /15",
        "dual,    AAAA, 10.1.2.0/24,         tokyo-dual /0",
        "dual,    AAAA, 10.2.2.0/24,         tokyo-dual /0",
        "split,   A,    10.1.2.0/24,         toronto /0",
        "split,   AAAA, 10.1.2.0/24,         tokyo-six /16",
        "split,   AAAA, 10.2.2.0/24,         frankfurt-six /15",
        // Of one wide IP: a pool that keeps clients needs 24 bits, or 56, and one with a single member those of the
        // location.
        "mixed,   A,    10.1.2.0/24,         tokyo /16",
        "mixed,   A,    2001:db8:1::/64,     toronto /48",
        // Shorter than the network needs: the answer of the network's first address, whose own network is the scope.
        "near,    A,    10.0.0.0/8,          frankfurt /16",
        "near,    A,    10.0.0.0/15,         frankfurt /16",
        "near,    A,    198.51.0.0/16,       tokyo /18",
        "near,    A,    203.0.112.0/23,      toronto /24",
        "near,    A,    2001:db8::/32,       toronto /48",
        "near,    A,    0.0.0.0/1,           toronto /5",
        // IPv4-mapped: as IPv4, in 96 more bits.
        "near,    A,    ::ffff:10.1.2.0/120, tokyo /112",
        "near,    A,    ::ffff:10.2.0.0/111, frankfurt /111",
        "near,    A,    ::ffff:10.1.2.3/128, tokyo /112",
        "near,    A,    ::ffff:0:0/96,       toronto /101",
        "near,    A,    ::/64,               toronto /81",
        "turns,   AAAA, ::ffff:10.1.2.0/120, - /0"
    })
    void theScopeIsThatOfTheAnswer(String name, String type, String network, String expected) throws IOException {
        assertThat(GeoSite.ask(server, name, type, network)).isEqualTo(expected);
    }

    @Test
    void answersInTurnHaveScopeZero() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(GeoSite.ask(server, "turns", "A", "10.1.2.0/24")).endsWith(" /0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.2.2.0/24", "10.64.0.0/16", "198.51.100.0/24"})
    void aPoolThatKeepsItsClientsNarrowsTheScope(String network) throws IOException {
        assertThat(GeoSite.ask(server, "mixed", "A", network))
                .startsWith("frankfurt")
                .endsWith(" /24");
    }

    /** By an address or a network, of whichever family; and clients beside the mapped ones are not said to be there, too. */
    @ParameterizedTest
    @ValueSource(strings = {"10.2.2.9", "10.64.0.7", "198.51.100.200", "203.0.113.5"})
    void aHashKeepsAnIpv4MappedClientWhereItsIpv4AddressIs(String address) throws IOException {
        String plain = GeoSite.ask(server, "kept", "A", address + "/32");
        assertThat(plain).endsWith(" /24");
        assertThat(GeoSite.ask(server, "kept", "A", "::ffff:" + address + "/128"))
                .isEqualTo(plain.replace("/24", "/120"));
        assertThat(GeoSite.ask(server, "kept", "A", "::ffff:" + address.replaceFirst("[0-9]+$", "0") + "/120"))
                .isEqualTo(plain.replace("/24", "/120"));
        assertThat(GeoSite.ask(server, "kept", "A", "::/56")).endsWith(" /81");
        assertThat(GeoSite.ask(server, "kept", "A", "2001:db8:1::/64")).endsWith(" /56");
    }

    /** Prefix 0 (section 7.1.2): the resolver's own address serves, and the client's is told to nobody. */
    @Test
    void aClientThatWantsNotToBeLocatedGetsTheResolversAnswer() throws IOException {
        for (String none : List.of("0.0.0.0/0", "::/0")) {
            Subnet network = Subnets.of(none);
            assertThat(GeoSite.ask(server, "near", "A", network, TestCatalog.address("10.1.0.53")))
                    .isEqualTo("tokyo /0");
            assertThat(GeoSite.ask(server, "near", "A", network, TestCatalog.address("2001:db8:2::53")))
                    .isEqualTo("frankfurt /0");
            assertThat(GeoSite.ask(server, "mixed", "A", network, TestCatalog.address("10.2.0.53")))
                    .startsWith("frankfurt")
                    .endsWith(" /0");
        }
    }

    @Test
    void aResolverThatSendsNoNetworkIsTheClientItself() throws IOException {
        assertThat(GeoSite.ask(server, "near", TestCatalog.address("10.1.0.53")))
                .isEqualTo("tokyo");
        assertThat(GeoSite.ask(server, "near", TestCatalog.address("203.0.113.200")))
                .isEqualTo("toronto");
        assertThat(GeoSite.ask(server, "near", TestCatalog.address("2001:db8:2::53")))
                .isEqualTo("frankfurt");
        // As a socket of both families has it.
        byte[] mapped = TestCatalog.address("::").getAddress();
        System.arraycopy(new byte[] {-1, -1, 10, 1, 0, 53}, 0, mapped, 10, 6);
        InetAddress resolver = Inet6Address.getByAddress(null, mapped, -1);
        assertThat(GeoSite.ask(server, "near", resolver)).isEqualTo("tokyo");

        Message query = TestServer.query("near.apps.example.com", "A");
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        assertThat(server.ask(query, "10.1.0.53").getOPT().getOptions()).isEmpty();
    }

    /** Whatever was asked: every client within the scope gets this answer, when it is asked for by itself. */
    @Test
    void noScopeHoldsAClientThatGetsAnotherAnswer() throws IOException {
        SplittableRandom random = new SplittableRandom(7871);
        int shorter = 0;
        int longer = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String type = random.nextBoolean() ? "A" : "AAAA";
            Subnet address = near(random);
            Subnet network = within(address, 1 + random.nextInt(address.length()), 0, 0);
            String told = GeoSite.ask(server, name, type, network, GeoSite.RESOLVER);
            int scope = Integer.parseInt(told.substring(told.indexOf('/') + 1));
            shorter += scope > 0 && scope < network.length() ? 1 : 0;
            longer += scope > network.length() ? 1 : 0;
            for (int i = 0; i < 8; i++) {
                Subnet client = within(network, scope, random.nextLong(), random.nextLong());
                assertThat(GeoSite.ask(server, name, type, client, GeoSite.RESOLVER))
                        .as("%s of %s %s: %s is in %s", told, name, type, client, network)
                        .startsWith(told.substring(0, told.indexOf('/')));
            }
        }
        assertThat(List.of(shorter, longer)).allMatch(count -> count > ROUNDS / 10);
    }

    /** An address round a border, or any. */
    private static Subnet near(SplittableRandom random) {
        Subnet border = Subnets.of(BORDERS.get(random.nextInt(BORDERS.size())));
        int kept = random.nextInt(border.length() + 1);
        return within(border, kept, random.nextLong(), random.nextLong());
    }

    /** The first bits of a network, and behind them other bits; with zeros it is a network of so many bits. */
    private static Subnet within(Subnet network, int bits, long high, long low) {
        int width = network.ipv4() ? 32 : 128;
        long keptHigh = bits == 0 ? 0 : -1L << 64 - Math.min(bits, 64);
        long keptLow = bits <= 64 ? 0 : -1L << 128 - bits;
        long otherHigh = network.ipv4() ? high & 0xffff_ffffL << 32 : high;
        long otherLow = network.ipv4() ? 0 : low;
        return new Subnet(
                network.ipv4(),
                network.high() & keptHigh | otherHigh & ~keptHigh,
                network.low() & keptLow | otherLow & ~keptLow,
                high == 0 && low == 0 ? bits : width);
    }
}
