package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.config.standing.Drain;
import io.wideip.dns.RandomSite;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.plan.AnswerChange;
import io.wideip.dns.plan.ClientsChange;
import io.wideip.dns.snapshot.CatalogComparison;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What a comparison of two catalogs tells is what queries show before and after a reload. */
@Tag("slow")
final class CatalogComparisonPropertyTest {
    private static final int PAIRS = 1_000;
    private static final int QUESTIONS_EACH = 12;
    private static final int QUERIES = 150;
    /** No change, and one of each that a zone can have. */
    private static final int ZONE_CHANGES = 4;

    private Snapshot snapshot = Snapshot.EMPTY;
    private final Responder responder =
            new TestServer(new TestCatalog().zone("example.org", "")).responder(Carrier.TCP, () -> snapshot);

    /** What the replies to one question show. */
    private record Seen(String rcode, List<String> answers, List<String> authorities) {}

    @Test
    void tellsWhatQueriesShow() {
        int told = 0;
        int shown = 0;
        int same = 0;
        int ofZones = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            RandomSite site = new RandomSite(2L * seed);
            // Every third pair is one site twice: then nothing is told but what its zones say otherwise.
            RandomSite later = new RandomSite(seed % 3 == 0 ? 2L * seed : 2L * seed + 1);
            Catalog then = withZones(later.catalog(), seed % ZONE_CHANGES);
            List<AnswerChange> changes = CatalogComparison.between(
                            site.catalog(),
                            site.drains(),
                            then,
                            later.drains(),
                            site::status,
                            List.of(),
                            Integer.MAX_VALUE)
                    .changes();
            Snapshot before = compiled(site.catalog(), site.drains(), site);
            Snapshot after = compiled(then, later.drains(), site);
            for (int i = 0; i < QUESTIONS_EACH; i++) {
                boolean isApex = i == QUESTIONS_EACH - 1;
                DomainName name = new DomainName(isApex ? "apps.example.com" : (i % 2 == 0 ? site : later).name());
                String type = isApex && seed % 2 == 0 ? "SOA" : site.type();
                InetAddress client = TestCatalog.address(site.client());
                ClientsChange change = find(changes, name, type, client, site, later);
                Set<Seen> one = ask(before, name, type, client);
                Set<Seen> other = ask(after, name, type, client);
                String as = name + " " + type + " from " + client + ", seed " + seed + ": " + change;
                if (change != null) {
                    told++;
                    shown += one.equals(other) ? 0 : 1;
                } else if (changes.stream().anyMatch(each -> each.name().equals(name)) || isKnown(name, site, later)) {
                    same++;
                    assertThat(one).as(as).isEqualTo(other);
                }
            }
            if (seed % 3 == 0) {
                ofZones += changes.isEmpty() ? 0 : 1;
                assertThat(changes.isEmpty()).isEqualTo(seed % ZONE_CHANGES == 0);
            }
        }
        assertThat(ofZones).isGreaterThan(PAIRS / 5);
        assertThat(same).isGreaterThan(PAIRS);
        assertThat(told).isGreaterThan(PAIRS);
        // Some differ in shares alone, or for other clients than the one that a hash places.
        assertThat(shown).isGreaterThan(told * 8 / 10);
    }

    /** Every name that is denied, the SOA and the NS records show what a zone says of itself. */
    private static Catalog withZones(Catalog of, int change) {
        Map<DomainName, Zone> zones = new LinkedHashMap<>();
        of.zones()
                .forEach((name, zone) -> zones.put(
                        name,
                        new Zone(
                                name,
                                change == 1 ? new DomainName("other.example.com") : zone.hostmaster(),
                                zone.nameservers(),
                                change == 2 ? zone.ttl().plusSeconds(1) : zone.ttl(),
                                change == 3 ? zone.negativeTtl().plusSeconds(1) : zone.negativeTtl(),
                                zone.records(),
                                zone.clusterNames())));
        return new Catalog(
                of.server(),
                zones,
                of.datacenters(),
                of.healthChecks(),
                of.vips(),
                of.pools(),
                of.topology(),
                of.clusters(),
                of.routes(),
                of.drains(),
                of.wideIps());
    }

    private static boolean isKnown(DomainName name, RandomSite site, RandomSite later) {
        return Stream.of(site, later).anyMatch(each -> each.catalog().wideIps().get(name) != null);
    }

    private static @Nullable ClientsChange find(
            List<AnswerChange> changes,
            DomainName name,
            String type,
            InetAddress client,
            RandomSite site,
            RandomSite later) {
        List<AnswerChange> ofName =
                changes.stream().filter(each -> each.name().equals(name)).toList();
        boolean isOther = ofName.stream().noneMatch(each -> each.type().equals(type))
                && !List.of("A", "AAAA", "ANY").contains(type);
        return ofName.stream()
                .filter(each -> each.type().equals(isOther ? AnswerChange.OTHER_TYPES : type))
                .flatMap(each -> each.clients().stream())
                .filter(each -> each.clients().stream()
                        .anyMatch(of -> of.ipv4() == (client.getAddress().length == 4)
                                && of.before().equals(order(site, client))
                                && of.after().equals(order(later, client))))
                .findFirst()
                .orElse(null);
    }

    private static List<String> order(RandomSite site, InetAddress client) {
        Topology topology = Topology.of(
                site.catalog().topology(), site.catalog().datacenters().values());
        ClientAddress address = new ClientAddress();
        address.set(client);
        int location = LocationTable.location(topology.table().find(address.isIpv4(), address.high(), address.low()));
        return topology.locations().get(location).order();
    }

    private static Snapshot compiled(Catalog catalog, Collection<Drain> drains, RandomSite verdicts) {
        SnapshotCompiler compiler = new SnapshotCompiler(verdicts::status, TestServer.NAME_HASH);
        compiler.catalog(CatalogChange.between(null, catalog));
        compiler.drain(drains);
        return compiler.current();
    }

    private Set<Seen> ask(Snapshot of, DomainName name, String type, InetAddress client) {
        snapshot = of;
        byte[] octets = TestServer.query(name.text(), type).toWire();
        byte[] reply = new byte[responder.longestReply()];
        Set<Seen> seen = new HashSet<>();
        Set<List<Byte>> raw = new HashSet<>();
        for (int i = 0; i < QUERIES; i++) {
            int length = responder.respond(octets, octets.length, ClientAddress.of(client), reply);
            byte[] sent = Arrays.copyOf(reply, length);
            if (raw.add(boxed(sent))) {
                seen.add(seen(sent));
            }
        }
        return seen;
    }

    private static List<Byte> boxed(byte[] octets) {
        Byte[] boxed = new Byte[octets.length];
        Arrays.setAll(boxed, i -> octets[i]);
        return List.of(boxed);
    }

    private static Seen seen(byte[] reply) {
        try {
            Message message = new Message(reply);
            List<String> answers = withoutSerial(TestServer.shown(message, Section.ANSWER));
            List<String> authorities = withoutSerial(TestServer.shown(message, Section.AUTHORITY));
            return new Seen(Rcode.string(message.getRcode()), answers, authorities);
        } catch (IOException e) {
            throw new AssertionError("dnsjava can't read the reply", e);
        }
    }

    private static List<String> withoutSerial(List<String> records) {
        return records.stream()
                .map(record -> record.replaceFirst("( SOA \\S+ \\S+ )\\d+", "$1*"))
                .toList();
    }
}
