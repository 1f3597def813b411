package io.wideip.config.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the merge of any parts, whatever came before. */
final class MergePropertyTest {
    private static final List<String> NAMES = List.of(
            "shop.example.com",
            "pay.example.com",
            "*.example.com",
            "ns1.example.com",
            "status.example.com",
            "x.example.net");
    private static final List<List<String>> MEMBERS =
            List.of(List.of("a"), List.of("b", "a"), List.of("c"), List.of("a", "gone"));
    private static final List<String> SOURCES = List.of("files", "routes", "records");
    private static final Duration BUILT_IN_TTL = Duration.ofSeconds(30);
    private static final int STEPS = 500;

    private final Map<String, Part> parts = new TreeMap<>();
    private int tags;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theResultDependsOnThePartsAlone(long seed) {
        Random random = new Random(seed);
        parts.put("files", part("files", random));
        Merged merged = Merge.of(parts.values());
        for (int step = 0; step < STEPS; step++) {
            change(random);
            merged = Merge.of(shuffled(random), merged);
            assertSame(merged, Merge.of(shuffled(random)));
            assertOwnersAndOrigins(merged);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aPartThatGoesAndComesBackLeavesAllAsItWas(long seed) {
        Random random = new Random(seed);
        SOURCES.forEach(source -> parts.put(source, part(source, random)));
        Merged whole = Merge.of(parts.values());
        for (String source : List.of("routes", "records")) {
            Part gone = parts.remove(source);
            Merged without = Merge.of(parts.values(), whole);
            assertThat(without.parts()).extracting(Part::source).doesNotContain(source);
            parts.put(source, gone);
            assertSame(Merge.of(parts.values(), without), whole);
        }
    }

    /** What only moved: another tag for each definition. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void whatOnlyMovedIsTheSameCatalogFromOtherOrigins(long seed) {
        Random random = new Random(seed);
        SOURCES.forEach(source -> parts.put(source, part(source, random)));
        Merged before = Merge.of(parts.values());
        parts.replaceAll((source, part) -> new Part(
                source, part.precedence(), part.base(), part.wideIps().map((name, defined) -> moved(defined))));
        Merged after = Merge.of(parts.values(), before);

        assertThat(after.catalog()).isSameAs(before.catalog());
        assertSame(after, Merge.of(parts.values()));
        assertOwnersAndOrigins(after);
    }

    private void change(Random random) {
        String source = SOURCES.get(random.nextInt(SOURCES.size()));
        Part part = parts.get(source);
        int what = random.nextInt(10);
        if (part == null || what == 0) {
            parts.put(source, part(source, random));
        } else if (what == 1 && !source.equals("files")) {
            parts.remove(source);
        } else if (what == 2) {
            parts.put(
                    source,
                    new Part(source, part.precedence() == 0 ? 0 : 1 + random.nextInt(2), part.base(), part.wideIps()));
        } else {
            NameMapEdit<Defined<WideIpDefinition>> edit = part.wideIps().edit();
            byte[] name = new DomainName(NAMES.get(random.nextInt(NAMES.size()))).wire();
            if (random.nextInt(3) == 0) {
                edit.remove(name);
            } else {
                edit.put(name, definition(source, random));
            }
            parts.put(source, new Part(source, part.precedence(), part.base(), edit.apply()));
        }
    }

    private Part part(String source, Random random) {
        Map<String, Defined<WideIpDefinition>> wideIps = new TreeMap<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                wideIps.put(name, definition(source, random));
            }
        }
        return Definitions.part(source, SOURCES.indexOf(source), source.equals("files") ? base(random) : null, wideIps);
    }

    private BaseDefinitions base(Random random) {
        Duration ttl = ttl(random);
        Defaults none = Definitions.NO_DEFAULTS;
        Defaults defaults = new Defaults(none.policy(), none.checkTimes(), new AnswerDefinition(ttl, null, null));
        return Definitions.base(
                new Tagged<>(defaults, "files defaults" + tags++, ttl == null ? Set.of() : Set.of("ttl")), Map.of());
    }

    private Defined<WideIpDefinition> definition(String source, Random random) {
        Duration ttl = ttl(random);
        WideIpDefinition members =
                Definitions.members(MEMBERS.get(random.nextInt(MEMBERS.size())).toArray(String[]::new));
        WideIpDefinition definition =
                new WideIpDefinition(null, members.choices(), null, new AnswerDefinition(ttl, null, null));
        return new Tagged<>(
                definition, source + " " + tags++, ttl == null ? Set.of("members") : Set.of("members", "ttl"));
    }

    private Defined<WideIpDefinition> moved(Defined<WideIpDefinition> defined) {
        String source = defined.origin().toString().replaceFirst(" .*", "");
        boolean hasTtl = defined.definition().answers().ttl() != null;
        return new Tagged<>(
                defined.definition(), source + " " + tags++, hasTtl ? Set.of("members", "ttl") : Set.of("members"));
    }

    private static @Nullable Duration ttl(Random random) {
        int seconds = random.nextInt(4);
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    private Collection<Part> shuffled(Random random) {
        List<Part> all = new ArrayList<>(parts.values());
        Collections.shuffle(all, random);
        return all;
    }

    private static void assertSame(Merged merged, Merged whole) {
        assertThat(merged.catalog()).isEqualTo(whole.catalog());
        assertThat(merged.parts()).isEqualTo(whole.parts());
        assertThat(new HashSet<>(merged.refusals())).isEqualTo(new HashSet<>(whole.refusals()));
    }

    /** By a reading of the parts that is as simple as can be. */
    private void assertOwnersAndOrigins(Merged merged) {
        Provenance provenance = merged.provenance();
        List<Part> ranked = parts.values().stream().sorted(Part.BY_PRECEDENCE).toList();
        for (String text : NAMES) {
            DomainName name = new DomainName(text);
            Part owner = ranked.stream()
                    .filter(part -> defined(part.wideIps(), name) != null)
                    .findFirst()
                    .orElse(null);
            WideIpSettings settings = merged.catalog().wideIps().get(name);
            if (owner == null) {
                assertThat(settings).isNull();
                assertThat(provenance.owner(name)).isNull();
                continue;
            }
            Defined<WideIpDefinition> defined = Objects.requireNonNull(defined(owner.wideIps(), name));
            assertThat(provenance.owner(name)).isEqualTo(owner.source());
            assertThat(provenance.wideIp(name)).isEqualTo(defined.origin());
            for (String key : WideIpDefinition.KEYS) {
                assertThat(provenance.wideIp(name, key)).as(key).isNotNull();
            }
            assertThat(provenance.wideIp(name, "members")).isEqualTo(defined.origin("members"));
            if (settings == null) {
                String place = defined.origin().toString();
                assertThat(merged.refusals()).anyMatch(refusal -> (refusal.origin() + "/").startsWith(place + "/"));
                continue;
            }
            assertTtl(settings.ttl(), provenance.wideIp(name, "ttl"), defined);
        }
    }

    private void assertTtl(Duration ttl, @Nullable Origin origin, Defined<WideIpDefinition> defined) {
        Part files = Objects.requireNonNull(parts.get("files"));
        Defined<Defaults> defaults = Objects.requireNonNull(files.base()).defaults();
        Duration own = defined.definition().answers().ttl();
        Duration general = defaults.definition().answers().ttl();
        if (own != null) {
            assertThat(ttl).isEqualTo(own);
            assertThat(origin).isEqualTo(defined.origin("ttl"));
        } else if (general != null) {
            assertThat(ttl).isEqualTo(general);
            assertThat(origin).isEqualTo(defaults.origin("ttl"));
        } else {
            assertThat(ttl).isEqualTo(BUILT_IN_TTL);
            assertThat(origin).isEqualTo(Origin.BUILT_IN);
        }
    }

    private static @Nullable Defined<WideIpDefinition> defined(
            NameMap<Defined<WideIpDefinition>> among, DomainName name) {
        return among.get(name.wire());
    }
}
