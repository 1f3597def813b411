package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.standing.TargetStatus;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.dns.wire.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queries are counted by the zone of the name asked for, and by type. */
final class ZoneCountsTest {
    private final TestServer server = new TestServer(new TestCatalog()
            .zone("example.com", "cut NS ns.example.net.\nalias CNAME www.example.org.\n*.wild A 192.0.2.1")
            .zone("example.org", "www A 192.0.2.2"));

    @Test
    void whateverTheAnswer() {
        server.ask("example.com", "SOA");
        server.ask("nothing.example.com", "A");
        server.ask("host.cut.example.com", "A");
        server.ask("any.wild.example.com", "AAAA");
        server.ask("alias.example.com", "A");
        server.ask("www.example.org", "MX");
        server.ask("www.example.net", "A");

        assertThat(count(0, Wire.SOA)).isOne();
        assertThat(count(0, Wire.A)).isEqualTo(3);
        assertThat(count(0, Wire.AAAA)).isOne();
        assertThat(count(1, Wire.A)).as("an alias counts for its own zone").isZero();
        assertThat(server.counts().questions(1, QueryCounts.TYPES.size())).isOne();
    }

    @Test
    void zonesBeyondTheLastAreCountedTogether() {
        QueryCounts counts = new QueryCounts();
        counts.countQuestion(QueryCounts.MOST_ZONES - 1, Wire.A);
        counts.countQuestion(QueryCounts.MOST_ZONES, Wire.A);
        counts.countQuestion(7_000, 65_535);

        assertThat(counts.questions(QueryCounts.MOST_ZONES - 1, 0)).isOne();
        assertThat(counts.questions(QueryCounts.MOST_ZONES, 0)).isOne();
        assertThat(counts.questions(QueryCounts.MOST_ZONES, QueryCounts.TYPES.size()))
                .isOne();
    }

    @Test
    void aZoneKeepsItsNumber() {
        SnapshotCompiler compiler = new SnapshotCompiler(target -> TargetStatus.NEVER_JUDGED, TestServer.NAME_HASH);
        compiler.catalog(CatalogChange.between(
                null,
                new TestCatalog().zone("a.example", "").zone("b.example", "").build()));
        compiler.catalog(CatalogChange.between(
                null,
                new TestCatalog().zone("c.example", "").zone("b.example", "").build()));

        assertThat(compiler.zoneNumbers())
                .isEqualTo(Map.of(
                        new DomainName("a.example"),
                        0,
                        new DomainName("b.example"),
                        1,
                        new DomainName("c.example"),
                        2));
    }

    private long count(int zone, int type) {
        return server.counts().questions(zone, QueryCounts.TYPES.indexOf(type));
    }
}
