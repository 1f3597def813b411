package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.WhenAllDown;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.RandomSite;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.snapshot.DrainPreview.Shift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

final class DrainPreviewTest {
    private static final int SITES = 1_000;
    /** One of each location of {@link RandomSite}. */
    private static final List<String> CLIENTS =
            List.of("198.51.100.1", "198.51.100.129", "203.0.113.9", "2001:db8:c::1", "192.0.2.200", "2001:db9::1");

    private final Set<String> down = new HashSet<>();
    private final SnapshotCompiler compiler = new SnapshotCompiler(
            target -> new TargetStatus(
                    Verdict.UP, !down.contains(target.address()) && !down.contains(target.host()), "", Instant.EPOCH),
            TestServer.NAME_HASH);

    @Test
    void saysFromWhereToWhereClientsWouldGo() {
        use(site());
        DrainPreview east = compiler.preview(List.of(Drain.ofDatacenter("east")));
        assertThat(shifts(east)).containsExactly("[east, west] to [west]: 2", "[east] to [west]: 1");
        assertThat(east.wideIps()).isEqualTo(3);
        assertThat(east.losing()).isEqualTo(1);
        assertThat(east.losingNames()).containsExactly(new DomainName("only.apps.example.com"));

        DrainPreview shop = compiler.preview(List.of(new Drain(new Glob("shop*"), "east", null)));
        assertThat(shifts(shop)).containsExactly("[east] to [west]: 1");
        assertThat(shop.losing()).isZero();
        assertThat(compiler.preview(List.of(Drain.ofDatacenter("west"))).wideIps())
                .isEqualTo(2);
        assertThat(compiler.preview(List.of())).isEqualTo(DrainPreview.NOTHING);
    }

    @Test
    void whatIsDownCountsAsLost() {
        down.add("198.51.100.10");
        use(site());
        DrainPreview east = compiler.preview(List.of(Drain.ofDatacenter("east")));
        assertThat(east.losingNames())
                .extracting(DomainName::text)
                .containsExactly(
                        "cart.apps.example.com",
                        "only.apps.example.com",
                        "pay.apps.example.com",
                        "shop.apps.example.com");
        // What is drained stays out of "all as if up" while others are only down.
        assertThat(shifts(east)).contains("[east] to [west]: 3");
        assertThat(compiler.preview(List.of(Drain.ofDatacenter("west"))).losing())
                .isZero();
    }

    @Test
    void comparesWithWhatIsInForce() {
        use(site());
        compiler.drain(List.of(Drain.ofDatacenter("east")));
        assertThat(compiler.preview(List.of(Drain.ofDatacenter("east")))).isEqualTo(DrainPreview.NOTHING);
        assertThat(shifts(compiler.preview(List.of())))
                .containsExactly("[west] to [east, west]: 2", "[west] to [east]: 1");
        DrainPreview both = compiler.preview(List.of(Drain.ofDatacenter("east"), Drain.ofDatacenter("west")));
        assertThat(both.losing()).isEqualTo(3);
    }

    @Test
    void saysWhereNobodyIsLeft() {
        use(new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", "192.0.2.10")
                .vip("cdn", "cloud", "lb.example.net")
                .wideIp("a.apps.example.com", "failover", "east")
                .whenAllDown(new WhenAllDown.NoData())
                .wideIp("b.apps.example.com", "failover", "east")
                .fallback("cdn"));
        assertThat(shifts(compiler.preview(List.of(Drain.ofVip("east")))))
                .containsExactly("[east] to []: 1", "[east] to [cloud]: 1");
    }

    @Test
    void beforeTheFirstCatalogThereIsNothingToChange() {
        assertThat(compiler.preview(List.of(Drain.ofVip("east")))).isEqualTo(DrainPreview.NOTHING);
    }

    /** What is predicted is what queries show. */
    @Test
    void predictsWhichAnswersChange() {
        int changing = 0;
        for (int seed = 0; seed < SITES; seed++) {
            RandomSite site = new RandomSite(seed);
            SnapshotCompiler of = new SnapshotCompiler(site::status, TestServer.NAME_HASH);
            of.catalog(CatalogChange.between(null, site.catalog()));
            of.drain(site.drains());
            List<Drain> orders = new ArrayList<>(new RandomSite(seed + SITES).drains());
            if (seed % 2 == 0) {
                orders.addAll(site.drains());
                orders.add(new Drain(seed % 4 == 0 ? null : new Glob("*shop*"), "west", null));
            }
            Map<DomainName, Set<String>> before = addresses(of.current(), site);
            Snapshot served = of.current();
            DrainPreview preview = of.preview(orders);
            assertThat(of.current()).isSameAs(served);
            assertThat(addresses(of.current(), site)).isEqualTo(before);

            of.drain(orders);
            Map<DomainName, Set<String>> after = addresses(of.current(), site);
            long changed = before.keySet().stream()
                    .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                    .count();
            assertThat((long) preview.wideIps()).as("seed %d", seed).isEqualTo(changed);
            assertThat(preview.shifts().stream().mapToInt(Shift::wideIps).sum()).isEqualTo(preview.wideIps());
            changing += changed > 0 ? 1 : 0;
        }
        assertThat(changing).isBetween(SITES / 5, SITES);
    }

    /** What some client may get, by wide IP. */
    private static Map<DomainName, Set<String>> addresses(Snapshot snapshot, RandomSite site) {
        ServedAnswers served = new ServedAnswers(snapshot);
        Map<DomainName, Set<String>> addresses = new TreeMap<>();
        site.catalog().wideIps().forEach(wideIp -> {
            Set<String> of = addresses.computeIfAbsent(wideIp.name(), any -> new HashSet<>());
            for (int type : new int[] {Type.A, Type.AAAA}) {
                for (String client : CLIENTS) {
                    Asker asker = new Asker.ClientsLike(TestCatalog.address(client));
                    for (ReplyShare share : served.of(wideIp.name(), type, asker)) {
                        for (String record :
                                served.show(wideIp.name(), type, share.reply()).answers()) {
                            of.add(record.substring(record.lastIndexOf(' ')));
                        }
                    }
                }
            }
        });
        return new HashMap<>(addresses);
    }

    private void use(TestCatalog catalog) {
        compiler.catalog(CatalogChange.between(null, catalog.build()));
    }

    private static TestCatalog site() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", "192.0.2.10")
                .vip("east-2", "east", "192.0.2.20")
                .vip("west", "west", "198.51.100.10")
                .wideIp("shop.apps.example.com", "failover", "east", "west")
                .wideIp("cart.apps.example.com", "round-robin", "east", "west")
                .wideIp("pay.apps.example.com", "weighted", "east=3", "west=1")
                .wideIp("only.apps.example.com", "failover", "east", "east-2");
    }

    private static List<String> shifts(DrainPreview preview) {
        return preview.shifts().stream()
                .map(shift -> shift.from() + " to " + shift.to() + ": " + shift.wideIps())
                .toList();
    }
}
