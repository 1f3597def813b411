package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.WideIps;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangeTrail;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AnswersChangeTest {
    private static final String EAST = "192.0.2.10";

    private final Set<String> down = new HashSet<>();
    private final List<AnswersChange> told = new ArrayList<>();
    private final SnapshotCompiler compiler = new SnapshotCompiler(this::status, TestServer.NAME_HASH);
    private Catalog catalog = site().build();

    private static TestCatalog site() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .vip("ltm-east", "east", EAST)
                .vip("ltm-west", "west", "198.51.100.10")
                .wideIp("shop.apps.example.com", "failover", "ltm-east", "ltm-west")
                .wideIp("cart.apps.example.com", "failover", "ltm-east", "ltm-west")
                .wideIp("pay.apps.example.com", "failover", "ltm-west", "ltm-east")
                .wideIp("only.apps.example.com", "failover", "ltm-east");
    }

    AnswersChangeTest() {
        compiler.tell(told::add);
        compiler.catalog(CatalogChange.between(null, catalog));
    }

    @Test
    void theFirstCatalogChangesNothing() {
        assertThat(told).isEmpty();
    }

    @Test
    void aVipsVerdictIsToldWithItsReasonAndWhomItMoves() {
        verdicts(EAST);

        AnswersChange change = one();
        assertThat(change.causes())
                .containsExactly(new ChangeCause(
                        ChangeCause.Kind.VERDICT,
                        "VIP ltm-east in datacenter east is down: check router at 192.0.2.10: refused",
                        "east",
                        "ltm-east"));
        assertThat(change.wideIps()).isEqualTo(3);
        assertThat(change.withNobody()).isEqualTo(1);
        assertThat(groups(change))
                .containsExactlyInAnyOrder(
                        "2 [east] [ltm-east] to [west] [ltm-west] WORSE [cart.apps.example.com, shop.apps.example.com]",
                        "1 [east] [ltm-east] to [east] [ltm-east] WORSE nobody [only.apps.example.com]");

        told.clear();
        verdicts();
        assertThat(one().causes().get(0).text())
                .isEqualTo("VIP ltm-east in datacenter east is up: check router at 192.0.2.10: ok");
        assertThat(groups(one()))
                .contains(
                        "2 [west] [ltm-west] to [east] [ltm-east] BETTER [cart.apps.example.com, shop.apps.example.com]");
    }

    @Test
    void anApplicationsVerdictIsOfItsWideIpAlone() {
        verdicts(EAST + " shop.apps.example.com");

        assertThat(one().causes())
                .extracting(ChangeCause::text)
                .containsExactly("application at VIP ltm-east in datacenter east is down: check app at 192.0.2.10 of"
                        + " shop.apps.example.com: refused");
        assertThat(groups(one()))
                .containsExactly("1 [east] [ltm-east] to [west] [ltm-west] WORSE [shop.apps.example.com]");
        assertThat(match("shop")).isEqualTo(Match.YES);
        assertThat(match("cart")).isEqualTo(Match.NO);
    }

    @Test
    void verdictsThatComeTogetherAreToldApartByWhatTheyChange() {
        verdicts(EAST + " shop.apps.example.com", "198.51.100.10 pay.apps.example.com");

        assertThat(told).hasSize(2);
        assertThat(told).allSatisfy(change -> assertThat(change.wideIps()).isEqualTo(1));
        assertThat(told)
                .extracting(change -> change.causes().get(0).vip())
                .containsExactlyInAnyOrder("ltm-east", "ltm-west");
    }

    /** Where both come together, the one explains the other, in whichever order they are compiled. */
    @Test
    void aVipThatIsDownExplainsItsApplications() {
        verdicts(EAST, EAST + " shop.apps.example.com", EAST + " cart.apps.example.com");

        assertThat(one().causes()).hasSize(1);
        assertThat(one().causes().get(0).text()).startsWith("VIP ltm-east in datacenter east is down");
        assertThat(one().wideIps()).isEqualTo(3);
        assertThat(match("shop")).isEqualTo(Match.YES);
        assertThat(match("only")).isEqualTo(Match.YES);
    }

    @Test
    void whatChangesNoAnswerIsNotTold() {
        verdicts("198.51.100.10 shop.apps.example.com");
        assertThat(one().changesNothing()).isTrue();
        assertThat(one().wideIps()).isZero();
        assertThat(match("shop")).isEqualTo(Match.NO);
    }

    @Test
    void aDrainIsToldWithItsOrder() {
        ChangeCause order = new ChangeCause(ChangeCause.Kind.ORDER, "in force: drain by alice");
        compiler.drain(() -> List.of(new Drain(new Glob("shop*"), "east", null)), List.of(order));

        assertThat(one().causes()).containsExactly(order);
        assertThat(groups(one()))
                .containsExactly("1 [east] [ltm-east] to [west] [ltm-west] WORSE [shop.apps.example.com]");
    }

    @Test
    void wideIpsThatComeGoOrChangeAreToldWithTheirOrigin() {
        Catalog next = site().wideIp("pay.apps.example.com", "failover", "ltm-east")
                .wideIp("new.apps.example.com", "failover", "ltm-west")
                .build();
        next = with(
                next,
                next.wideIps()
                        .edit()
                        .remove(new DomainName("cart.apps.example.com"))
                        .apply());
        compiler.catalog(
                CatalogChange.between(catalog, next), ChangeCause.ROUTES, name -> "Route of " + name, List::of);

        assertThat(one().causes()).containsExactly(ChangeCause.ROUTES);
        assertThat(groups(one()))
                .containsExactlyInAnyOrder(
                        "1 [west] [ltm-west] to [east] [ltm-east] WORSE [pay.apps.example.com]",
                        "1 [east] [ltm-east] to [] [] REMOVED [cart.apps.example.com]",
                        "1 [] [] to [west] [ltm-west] ADDED [new.apps.example.com]");
        assertThat(one().groups().get(0).names())
                .extracting(ChangedName::origin)
                .allMatch(origin -> origin != null && origin.startsWith("Route of "));
    }

    @Test
    void whatAllAnswersDependOnMayChangeAll() {
        Catalog next = site().prefer("203.0.113.0/24", "west").build();
        compiler.catalog(CatalogChange.between(catalog, next));

        assertThat(one().further()).isEqualTo(4);
        assertThat(match("pay")).isEqualTo(Match.PERHAPS);
    }

    /** However many wide IPs share what a verdict changes, it is a few objects. */
    @Test
    void manyWideIpsThatStandAlikeAreOneKeyAndAFewNames() {
        int many = 100_000;
        DomainName shop = new DomainName("shop.apps.example.com");
        WideIps.Edit edit = catalog.wideIps().edit();
        for (int i = 0; i < many; i++) {
            edit.put(
                    new DomainName("n" + i + ".apps.example.com"),
                    Objects.requireNonNull(catalog.wideIps().get(shop)));
        }
        Catalog large = with(catalog, edit.apply());
        compiler.catalog(CatalogChange.between(catalog, large));
        assertThat(told.stream()
                        .mapToInt(each -> each.wideIps() + each.further())
                        .sum())
                .isEqualTo(many);
        told.clear();
        catalog = large;
        down.add(EAST);
        compiler.changed(List.of(vipTarget(EAST)));

        assertThat(one().wideIps()).isEqualTo(many + 3);
        ChangedGroup group = one().groups().stream()
                .filter(each -> each.wideIps() > many)
                .findFirst()
                .orElseThrow();
        assertThat(group.names()).hasSize(20);
        assertThat(group.keys().ofShared()).hasSize(1);
        assertThat(group.keys().ofNames()).isEmpty();
        assertThat(match("n99999")).isEqualTo(Match.YES);
        assertThat(match("pay")).isEqualTo(Match.NO);
    }

    @Test
    void whatCanNotBeToldIsAnsweredAllTheSame() {
        compiler.tell(change -> {
            throw new IllegalStateException("thrown by the test");
        });
        Snapshot before = compiler.current();
        verdicts(EAST);
        assertThat(compiler.current()).isNotSameAs(before);
        compiler.tell(told::add);
        verdicts();
        assertThat(one().wideIps()).isEqualTo(3);
    }

    private TargetStatus status(Target target) {
        boolean isVip = target.host().equals(target.address());
        boolean fails = down.contains(isVip ? target.address() : target.address() + " " + target.host());
        return new TargetStatus(fails ? Verdict.DOWN : Verdict.UP, !fails, fails ? "refused" : "ok", Instant.EPOCH);
    }

    private void verdicts(String... failing) {
        down.clear();
        down.addAll(List.of(failing));
        compiler.changed(Targets.of(catalog));
    }

    private Target vipTarget(String address) {
        return Targets.of(catalog).stream()
                .filter(target ->
                        target.address().equals(address) && target.host().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private AnswersChange one() {
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private Match match(String label) {
        return new ChangeTrail(compiler.keys(new DomainName(label + ".apps.example.com")))
                .back(told)
                .match();
    }

    private static List<String> groups(AnswersChange change) {
        return change.groups().stream()
                .map(group -> group.wideIps() + " " + group.from().datacenters() + " "
                        + group.from().vips() + " to " + group.to().datacenters() + " "
                        + group.to().vips() + " " + group.trend() + (group.hasNobody() ? " nobody " : " ")
                        + group.names().stream().map(ChangedName::name).sorted().toList())
                .toList();
    }

    private static Catalog with(Catalog catalog, WideIps wideIps) {
        return new Catalog(
                catalog.server(),
                catalog.zones(),
                catalog.datacenters(),
                catalog.healthChecks(),
                catalog.vips(),
                catalog.pools(),
                catalog.topology(),
                catalog.clusters(),
                catalog.routes(),
                catalog.drains(),
                wideIps);
    }
}
