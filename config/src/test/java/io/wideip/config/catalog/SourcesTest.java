package io.wideip.config.catalog;

import static io.wideip.config.catalog.Definitions.members;
import static io.wideip.config.catalog.Definitions.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SourcesTest {
    private static final DomainName SHOP = new DomainName("shop.example.com");
    private static final DomainName PAY = new DomainName("pay.example.com");

    private final List<CatalogChange> published = new ArrayList<>();
    private boolean failing;
    private final Sources sources = new Sources(change -> {
        if (failing) {
            throw new IllegalStateException("thrown by the test");
        }
        published.add(change);
    });

    @Test
    void aChangeHoldsWhatDiffersAndFollowsTheOneBefore() {
        sources.put(files("a", "shop.example.com"));
        sources.put(part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("b")))));

        assertThat(published).hasSize(2);
        assertThat(published.get(0).before()).isNull();
        CatalogChange second = published.get(1);
        assertThat(second.follows(published.get(0).after())).isTrue();
        assertThat(second.isBaseChanged()).isFalse();
        assertThat(second.wideIps())
                .extracting(CatalogChange.WideIpChange::name)
                .containsExactly(PAY);
    }

    @Test
    void whatASourceGaveLastStaysUntilItGivesAnother() {
        sources.put(files("a", "shop.example.com"));
        sources.put(part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("b")))));
        sources.put(Merge.of(List.of(files("b", "shop.example.com"))));

        assertThat(catalogHas(SHOP)).isTrue();
        assertThat(catalogHas(PAY)).isTrue();
        assertThat(last().wideIps())
                .extracting(CatalogChange.WideIpChange::name)
                .containsExactly(SHOP);
        assertThat(Objects.requireNonNull(sources.merged()).parts())
                .extracting(Part::source)
                .containsExactly("files", "routes");
    }

    @Test
    void partsThatDependOnAMergedOneChangeWithIt() {
        sources.put(Merge.of(List.of(files("a", "shop.example.com"))));
        sources.put(part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("a")))));

        sources.put(
                Merge.of(List.of(files("b", "shop.example.com"))),
                part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("b")))));

        assertThat(published).hasSize(3);
        assertThat(last().wideIps())
                .extracting(CatalogChange.WideIpChange::name)
                .containsExactlyInAnyOrder(SHOP, PAY);
        assertThat(Objects.requireNonNull(sources.merged()).refusals()).isEmpty();
    }

    @Test
    void aPartIsPublishedAtOnceAndAMergedOneIsNot() {
        List<String> ways = new ArrayList<>();
        Sources both = new Sources(new Sources.Publisher() {
            @Override
            public void publish(CatalogChange change) {
                ways.add("published");
            }

            @Override
            public void publishAtOnce(CatalogChange change, Function<DomainName, @Nullable Origin> origins) {
                ways.add("at once");
            }
        });
        both.put(Merge.of(List.of(files("a", "shop.example.com"))));
        both.put(part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("b")))));

        assertThat(ways).containsExactly("published", "at once");
    }

    @Test
    void aPartThatItsSourceHasMergedItselfStaysLikeAnyOther() {
        sources.put(Merge.of(List.of(files("a", "shop.example.com"))));
        sources.put(part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("b")))));

        assertThat(catalogHas(SHOP)).isTrue();
        assertThat(catalogHas(PAY)).isTrue();
        assertThat(last().follows(published.get(0).after())).isTrue();
    }

    @Test
    void nothingNewIsNotPublished() {
        sources.put(files("a", "shop.example.com"));
        sources.put(files("a", "shop.example.com"));

        assertThat(published).hasSize(1);
    }

    @Test
    void whatOnlyMovedIsKnownAndNotPublished() {
        sources.put(files("a", "shop.example.com"));
        sources.move(Merge.of(List.of(part(
                "files",
                0,
                files("a").base(),
                Map.of("shop.example.com", new Tagged<>(members("a"), "elsewhere", Set.of()))))));

        assertThat(published).hasSize(1);
        assertThat(Objects.requireNonNull(sources.merged()).provenance().wideIp(SHOP))
                .hasToString("elsewhere");
        sources.put(files("b", "shop.example.com"));
        assertThat(last().follows(published.get(0).after())).isTrue();
    }

    @Test
    void aDefaultThatOnlyAnotherSourceUsesIsPublished() {
        sources.put(Merge.of(List.of(files("a"))));
        sources.put(part("routes", 1, null, Map.ofEntries(Tagged.entry("pay.example.com", members("b")))));
        AnswerDefinition answers = new AnswerDefinition(Duration.ofSeconds(7), null, null);
        Defaults defaults = new Defaults(Definitions.ROUND_ROBIN, Definitions.NO_DEFAULTS.checkTimes(), answers);
        sources.move(Merge.of(List.of(
                part("files", 0, Definitions.base(new Tagged<>(defaults, "defaults", Set.of()), Map.of()), Map.of()))));

        assertThat(published).hasSize(3);
        assertThat(Objects.requireNonNull(last().after().wideIps().get(PAY)).ttl())
                .hasSeconds(7);
    }

    @Test
    void aChangeThatCanNotBePutToUseCountsAsNotMade() {
        sources.put(files("a", "shop.example.com"));
        Merged before = sources.merged();
        failing = true;
        assertThatThrownBy(() -> sources.put(files("a", "shop.example.com", "pay.example.com")))
                .hasMessage("thrown by the test");
        failing = false;

        assertThat(sources.merged()).isSameAs(before);
        sources.put(part("routes", 1, null, Map.of()));
        assertThat(published).as("nothing of what failed").hasSize(1);
        sources.put(files("a", "shop.example.com", "pay.example.com"));
        assertThat(last().follows(published.get(0).after())).isTrue();
        assertThat(catalogHas(PAY)).isTrue();
    }

    private CatalogChange last() {
        return published.get(published.size() - 1);
    }

    private boolean catalogHas(DomainName name) {
        return last().after().wideIps().get(name) != null;
    }

    private static Part files(String vip, String... names) {
        Map<String, Defined<WideIpDefinition>> wideIps = new HashMap<>();
        for (String name : names) {
            wideIps.put(name, new Tagged<>(members(vip), name, Set.of("members")));
        }
        return part(
                "files",
                0,
                Definitions.base(new Tagged<>(Definitions.NO_DEFAULTS, "defaults", Set.of()), Map.of()),
                wideIps);
    }
}
