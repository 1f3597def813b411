package io.wideip.dns.answer;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.MapSection;
import io.wideip.dns.Packet;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.MmdbWriter;
import io.wideip.dns.policy.PolicyTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A corporate network over datacenters in three cities, with rules and a database, and clients that come with their networks. */
final class GeoSite {
    /** On loopback, which no rate limit holds. */
    static final InetAddress RESOLVER = TestCatalog.address("127.0.0.1");

    private static final Position TORONTO = new Position(43.65, -79.38);
    private static final Datacenter TORONTO_1 = new Datacenter("toronto", TORONTO);
    private static final Datacenter FRANKFURT_1 = new Datacenter("frankfurt", new Position(50.11, 8.68));
    private static final Datacenter FRANKFURT_2 = new Datacenter("frankfurt-2", new Position(50.12, 8.74));
    private static final Datacenter TOKYO_1 = new Datacenter("tokyo", new Position(35.68, 139.69));
    private static final Map<String, String> VIPS = Map.of(
            "192.0.2.1", "toronto",
            "192.0.2.2", "frankfurt",
            "192.0.2.3", "frankfurt-2",
            "192.0.2.4", "tokyo",
            "192.0.2.5", "tokyo-dual",
            "2001:db8:0:0:0:0:0:5", "tokyo-dual",
            "2001:db8:0:0:0:0:0:6", "frankfurt-six",
            "2001:db8:0:0:0:0:0:7", "tokyo-six");

    private GeoSite() {}

    static TestServer server(Path directory) throws IOException {
        TestServer server = new TestServer(catalog());
        Path file = directory.resolve("countries.mmdb");
        MmdbWriter.both()
                .put("100.64.0.0/10", Map.of("country_code", "DE"))
                .put("198.51.0.0/16", Map.of("country_code", "JP"))
                .put("203.0.113.0/24", Map.of("country_code", "JP"))
                .put("2001:db8:1::/48", Map.of("country_code", "CA"))
                .put("2001:db8:2::/48", Map.of("country_code", "DE"))
                .write(file);
        server.compiler().databases(List.of(DatabaseFile.read(file)));
        return server;
    }

    private static TestCatalog catalog() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .datacenter(TORONTO_1)
                .datacenter(FRANKFURT_1)
                .datacenter(FRANKFURT_2)
                .datacenter(TOKYO_1)
                .rule(new TopologyRule(
                        new Region(List.of(), Set.of(), Set.of("CA"), Set.of(), Set.of(), List.of(), null),
                        List.of(TORONTO_1),
                        Map.of(),
                        null))
                .prefer("10.0.0.0/8", "frankfurt")
                .prefer("10.1.0.0/16", "tokyo")
                // Inside a network of Japan.
                .prefer("198.51.100.0/24", "frankfurt")
                // Exits of VPNs in Japan: one whose users are said to be in Toronto, and one with a preference.
                .rule(new TopologyRule(Subnets.listOf("203.0.113.128/25"), List.of(), TORONTO))
                .prefer("203.0.113.64/26", "frankfurt", "toronto")
                .vip("toronto", "toronto", "192.0.2.1")
                .vip("frankfurt", "frankfurt", "192.0.2.2")
                .vip("frankfurt-2", "frankfurt-2", "192.0.2.3")
                .vip("tokyo", "tokyo", "192.0.2.4")
                .vip("tokyo-dual", "tokyo", "192.0.2.5", "2001:db8::5")
                .vip("frankfurt-six", "frankfurt", "2001:db8::6")
                .vip("tokyo-six", "tokyo", "2001:db8::7")
                .pool("kept", "hash", "frankfurt", "frankfurt-2")
                .pool("single", "failover", "tokyo")
                .pool("first", "failover", "toronto")
                .wideIp("kept.apps.example.com", "hash", "toronto", "frankfurt", "tokyo")
                .wideIp("near.apps.example.com", "geo", "toronto", "frankfurt", "tokyo")
                .wideIp("turns.apps.example.com", "round-robin", "toronto", "frankfurt")
                .wideIp("dual.apps.example.com", "geo", "frankfurt", "tokyo-dual")
                .wideIp("split.apps.example.com", "geo", "toronto", "frankfurt-six", "tokyo-six")
                .wideIp("city.apps.example.com", "geo", "frankfurt", "frankfurt-2", "tokyo")
                .wideIp("rotating.apps.example.com", "geo", "frankfurt", "frankfurt-2", "tokyo")
                .policy(new PolicyTypes().read("geo", new MapSection(Map.of("ties", "rotate"))))
                .wideIpOverPools("mixed.apps.example.com", "geo", "first", "kept", "single");
    }

    /** What a resolver is told who sends this network of its client: {@code VIP /SCOPE}. */
    static String ask(TestServer server, String name, String type, String network) throws IOException {
        return ask(server, name, type, Subnets.of(network), RESOLVER);
    }

    /** The same from another resolver. */
    static String ask(TestServer server, String name, String type, Subnet network, InetAddress resolver)
            throws IOException {
        byte[] octets = Arrays.copyOf(network.lowest(), (network.length() + 7) / 8);
        int[] sent = new int[octets.length];
        Arrays.setAll(sent, i -> octets[i] & 0xff);
        byte[] query = Packet.query(name + ".apps.example.com", Type.value(type), 1)
                .ecs(network.ipv4() ? 1 : 2, network.length(), 0, sent)
                .bytes();
        byte[] reply = server.respond(query, resolver, false);
        // The option is the last of the reply, and ends with the scope and the address: dnsjava can't read mapped ones.
        int scope = reply[reply.length - octets.length - 1] & 0xff;
        return shown(reply) + " /" + scope;
    }

    /** What a resolver is told who sends no network. */
    static String ask(TestServer server, String name, InetAddress resolver) throws IOException {
        return shown(server.respond(
                Packet.query(name + ".apps.example.com", Type.A, 0).bytes(), resolver, false));
    }

    private static String shown(byte[] reply) throws IOException {
        // Without its OPT record, whose option dnsjava may refuse.
        byte[] plain = reply.clone();
        plain[11] = 0;
        plain[10] = 0;
        List<String> vips = new Message(plain)
                .getSection(Section.ANSWER).stream()
                        .map(Record::rdataToString)
                        .map(address -> VIPS.getOrDefault(address, address))
                        .toList();
        return vips.isEmpty() ? "-" : String.join(" ", vips);
    }
}
