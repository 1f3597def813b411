package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.MemberState;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.geo.Location;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.policy.Policy;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is compiled when, and what is shared. */
final class SnapshotCompilerTest {
    private static final int MANY = 2_000;

    @Test
    void aMillionNamesOverFewVipsWouldHoldFewAnswers() {
        SnapshotCompiler compiler = new TestServer(many()).compiler();
        Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < MANY; i++) {
            nodes.add(node(compiler, "w" + i));
        }
        assertThat(nodes).hasSize(2);
        assertThat(node(compiler, "w0")).isSameAs(node(compiler, "w2")).isNotSameAs(node(compiler, "w1"));
    }

    @Test
    void aVerdictCompilesOnlyWhatDependsOnIt() {
        TestServer server = new TestServer(many());
        Snapshot before = server.compiler().current();
        Node east = node(server.compiler(), "w0");
        Node west = node(server.compiler(), "w1");

        server.down("192.0.2.10");

        assertThat(server.compiler().current()).isNotSameAs(before);
        for (int i = 0; i < MANY; i++) {
            Node now = node(server.compiler(), "w" + i);
            if (i % 2 == 0) {
                assertThat(now).isNotSameAs(east).isSameAs(node(server.compiler(), "w0"));
            } else {
                assertThat(now).isSameAs(west);
            }
        }
        assertThat(server.data("w0.apps.example.com", "A")).containsExactly("203.0.113.10");
        assertThat(server.data("w1.apps.example.com", "A")).containsExactly("198.51.100.10");
    }

    @Test
    void aVerdictOnOneApplicationCompilesOneWideIp() {
        TestServer server = new TestServer(many());
        Node others = node(server.compiler(), "w0");
        server.down("w4.apps.example.com");
        server.up("w4.apps.example.com").down("w6.apps.example.com");
        assertThat(node(server.compiler(), "w4")).isSameAs(others);
        assertThat(node(server.compiler(), "w6")).isNotSameAs(others);
        assertThat(node(server.compiler(), "w8")).isSameAs(others);
    }

    @Test
    void whoComesBackHasTheAnswersOfBefore() {
        TestServer server = new TestServer(many());
        Node before = node(server.compiler(), "w0");
        server.down("192.0.2.10").up("192.0.2.10");
        assertThat(node(server.compiler(), "w0").a()).isSameAs(before.a());
    }

    @Test
    void aVerdictThatChangesNothingSwapsNothing() {
        TestServer server = new TestServer(many());
        Snapshot before = server.compiler().current();
        server.down("203.0.113.99");
        assertThat(server.compiler().current()).isSameAs(before);
    }

    @Test
    void wideIpsWithRecordsOfTheirOwnShareNoNode() {
        TestServer server = new TestServer(base().wideIp("static.apps.example.com", "failover", "east")
                .wideIp("plain.apps.example.com", "failover", "east"));
        assertThat(node(server.compiler(), "static")).isNotSameAs(node(server.compiler(), "plain"));
        assertThat(node(server.compiler(), "static").a())
                .isSameAs(node(server.compiler(), "plain").a());
    }

    @Test
    void beforeAnyCatalogNothingIsServed() {
        SnapshotCompiler compiler = compiler();
        assertThat(compiler.current()).isSameAs(Snapshot.EMPTY);
        compiler.changed(List.of());
        assertThat(compiler.current()).isSameAs(Snapshot.EMPTY);
    }

    @Test
    void aCatalogThatDoesNotCompileLeavesTheLastOneServing() {
        SnapshotCompiler compiler = compiler();
        Catalog good = many().build();
        compiler.catalog(CatalogChange.between(null, good));
        Snapshot before = compiler.current();
        Catalog bad = new Catalog(
                good.server(),
                Map.of(),
                good.datacenters(),
                good.healthChecks(),
                good.vips(),
                good.pools(),
                good.topology(),
                good.clusters(),
                good.routes(),
                good.drains(),
                good.wideIps());
        assertThatThrownBy(() -> compiler.catalog(CatalogChange.between(null, bad)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the catalog lacks a wide IP's zone");
        assertThat(compiler.current()).isSameAs(before);
        compiler.changed(Targets.of(good));
        assertThat(compiler.current()).isSameAs(before);
    }

    /** Small changes and whole catalogs: in neither is there a moment without the order. */
    @Test
    void aCatalogComesWithItsOrders() {
        SnapshotCompiler compiler = compiler();
        Catalog before = base().build();
        compiler.catalog(CatalogChange.between(null, before));
        compiler.drain(List.of());
        Catalog after =
                base().wideIp("new.apps.example.com", "failover", "east").build();
        for (CatalogChange change : List.of(CatalogChange.between(before, after), CatalogChange.between(null, after))) {
            compiler.catalog(CatalogChange.between(null, before));
            compiler.drain(List.of());
            compiler.catalog(change, ChangeCause.YAML, any -> null, () -> {
                assertThat(find(compiler, "new.apps.example.com")).isSameAs(find(compiler, "none.apps.example.com"));
                return List.of(Drain.ofVip("east"));
            });
            assertThat(compiler.standings(new DomainName("new.apps.example.com")))
                    .extracting(MemberStanding::state)
                    .containsOnly(MemberState.DRAINED);
            Snapshot served = compiler.current();
            compiler.drain(List.of(Drain.ofVip("east")));
            assertThat(compiler.current()).isSameAs(served);
        }
    }

    @Test
    void aCatalogWhoseOrdersFailChangesNothing() {
        SnapshotCompiler compiler = compiler();
        Catalog before =
                base().wideIp("old.apps.example.com", "failover", "east").build();
        compiler.catalog(CatalogChange.between(null, before));
        compiler.drain(List.of(Drain.ofVip("east")));
        assertThatThrownBy(() -> compiler.catalog(
                        CatalogChange.between(before, base().build()), ChangeCause.YAML, any -> null, () -> {
                            throw new LinkageError("thrown by the test");
                        }))
                .isInstanceOf(LinkageError.class);
        compiler.changed(Targets.of(before));
        assertThat(compiler.standings(new DomainName("old.apps.example.com")))
                .extracting(MemberStanding::state)
                .containsOnly(MemberState.DRAINED);
    }

    @Test
    void aVerdictWhoseCompilationFailedIsNotLost() {
        Set<String> down = new HashSet<>();
        AtomicBoolean fails = new AtomicBoolean();
        SnapshotCompiler compiler = new SnapshotCompiler(
                target -> new TargetStatus(Verdict.UP, !down.contains(target.address()), "", Instant.EPOCH),
                TestServer.NAME_HASH);
        Catalog catalog = many().wideIp("last.apps.example.com", "failover", "east", "north")
                .policy(failingWhile(fails))
                .build();
        compiler.catalog(CatalogChange.between(null, catalog));
        Snapshot before = compiler.current();
        Node east = node(compiler, "w0");

        down.add("192.0.2.10");
        fails.set(true);
        assertThatThrownBy(() -> compiler.changed(Targets.of(catalog))).isInstanceOf(LinkageError.class);
        assertThat(compiler.current()).isSameAs(before);

        fails.set(false);
        compiler.changed(List.of());
        assertThat(node(compiler, "w0")).isNotSameAs(east).isSameAs(node(compiler, "w" + (MANY - 2)));
        Snapshot after = compiler.current();
        compiler.changed(Targets.of(catalog));
        assertThat(compiler.current()).as("nothing is left to compile").isSameAs(after);
    }

    @Test
    void aNewCatalogReplacesTheOld() {
        SnapshotCompiler compiler = compiler();
        compiler.catalog(CatalogChange.between(null, many().build()));
        compiler.catalog(CatalogChange.between(
                null, base().wideIp("new.apps.example.com", "failover", "east").build()));
        assertThat(find(compiler, "new.apps.example.com")).isNotNull();
        assertThat(find(compiler, "w0.apps.example.com")).isSameAs(find(compiler, "none.apps.example.com"));
        assertThat(find(compiler, "w0.example.org")).isNull();
    }

    private static Policy failingWhile(AtomicBoolean fails) {
        return new Policy() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Choice choose(List<Candidate> candidates, List<Location> locations) {
                if (fails.get()) {
                    throw new LinkageError("thrown by the test");
                }
                return new Choice.First(Policy.available(candidates));
            }
        };
    }

    /** Wide IPs of two shapes, in turn. */
    private static TestCatalog many() {
        TestCatalog catalog = base();
        for (int i = 0; i < MANY; i++) {
            catalog.wideIp("w" + i + ".apps.example.com", "failover", i % 2 == 0 ? "east" : "west", "north");
        }
        return catalog;
    }

    private static TestCatalog base() {
        return new TestCatalog()
                .zone("apps.example.com", "static TXT beside")
                .vip("east", "east", "192.0.2.10")
                .vip("west", "west", "198.51.100.10")
                .vip("north", "north", "203.0.113.10");
    }

    private static SnapshotCompiler compiler() {
        return new SnapshotCompiler(target -> TargetStatus.NEVER_JUDGED, TestServer.NAME_HASH);
    }

    private static Node node(SnapshotCompiler compiler, String label) {
        byte[] name = new DomainName(label + ".apps.example.com").wire();
        return Objects.requireNonNull(compiler.current().names().get(name));
    }

    private static @Nullable Answer find(SnapshotCompiler compiler, String name) {
        return compiler.current().find(query(name));
    }

    private static Query query(String name) {
        Query query = new Query();
        byte[] message = Packet.query(name, Wire.A, 0).bytes();
        query.read(message, message.length, ClientAddress.of(InetAddress.getLoopbackAddress()));
        return query;
    }
}
