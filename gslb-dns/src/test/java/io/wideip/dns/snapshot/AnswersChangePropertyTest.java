package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangeTrail;
import io.wideip.dns.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes, the trail of each wide IP tells exactly when its answers have changed. */
final class AnswersChangePropertyTest {
    private static final int CHANGES = 500;
    private static final List<String> NAMES = Stream.of("a", "b.a", "c", "d", "e", "f", "*.g", "h")
            .map(label -> label + ".apps.example.com")
            .toList();
    private static final List<String> ADDRESSES = List.of("192.0.2.10", "2001:db8:e::10", "198.51.100.10");
    private static final List<String> POLICIES = List.of("round-robin", "failover", "geo");

    private final Map<String, String[]> wideIps = new TreeMap<>();
    private final Set<String> down = new HashSet<>();
    private final Set<Drain> drains = new HashSet<>();
    private final List<AnswersChange> told = new ArrayList<>();

    /** The answers of a wide IP; null where it is not there. */
    private record Answers(@Nullable Answer a, @Nullable Answer aaaa) {
        boolean areAlike(Answers others) {
            return areAlike(a, others.a) && areAlike(aaaa, others.aaaa);
        }

        private static boolean areAlike(@Nullable Answer one, @Nullable Answer other) {
            return one == null || other == null ? one == other : AnswerComparison.areAlike(one, other);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theTrailTellsEachChangeAndNoOther(long seed) {
        Random random = new Random(seed);
        SnapshotCompiler compiler = new SnapshotCompiler(this::status, TestServer.NAME_HASH);
        compiler.tell(told::add);
        Catalog catalog = catalog();
        compiler.catalog(CatalogChange.between(null, catalog));
        Map<String, List<Integer>> changed = new HashMap<>();
        List<Integer> stepOf = new ArrayList<>();
        int changes = 0;
        for (int step = 0; step < CHANGES; step++) {
            Map<String, Answers> before = answers(compiler.current(), catalog);
            int kind = random.nextInt(10);
            if (kind < 3) {
                define(random);
                Catalog next = catalog();
                compiler.catalog(CatalogChange.between(catalog, next));
                catalog = next;
            } else if (kind < 8) {
                toggle(down, pick(ADDRESSES, random) + (random.nextBoolean() ? "" : " " + pick(NAMES, random)));
                toggle(down, pick(ADDRESSES, random) + " " + pick(NAMES, random));
                compiler.changed(Targets.of(catalog));
            } else {
                toggle(
                        drains,
                        random.nextBoolean()
                                ? Drain.ofDatacenter(pick(List.of("east", "west"), random))
                                : new Drain(new Glob(pick(NAMES, random)), "east", null));
                compiler.drain(drains);
            }
            while (stepOf.size() < told.size()) {
                stepOf.add(step);
            }
            Map<String, Answers> after = answers(compiler.current(), catalog);
            for (String name : NAMES) {
                if (!Objects.requireNonNull(before.get(name)).areAlike(Objects.requireNonNull(after.get(name)))) {
                    changed.computeIfAbsent(name, it -> new ArrayList<>()).add(0, step);
                    changes++;
                }
            }
        }
        for (String name : NAMES) {
            ChangeTrail trail = new ChangeTrail(compiler.keys(new DomainName(name)));
            List<Integer> found = new ArrayList<>();
            List<AnswersChange> moment = new ArrayList<>();
            for (int i = told.size() - 1; i >= 0; i--) {
                moment.add(told.get(i));
                if (told.get(i).part() == 0) {
                    Match match = trail.back(moment).match();
                    assertThat(match).isNotEqualTo(Match.PERHAPS);
                    if (match == Match.YES) {
                        found.add(stepOf.get(i));
                    }
                    moment.clear();
                }
            }
            assertThat(found).as(name).isEqualTo(changed.get(name));
        }
        assertThat(told.stream().mapToInt(AnswersChange::wideIps).sum()).isEqualTo(changes);
        assertThat(changes).isGreaterThan(CHANGES / 2);
    }

    private TargetStatus status(Target target) {
        boolean isVip = target.host().equals(target.address());
        boolean fails = down.contains(isVip ? target.address() : target.address() + " " + target.host());
        return new TargetStatus(fails ? Verdict.DOWN : Verdict.UP, !fails, "", Instant.EPOCH);
    }

    private void define(Random random) {
        String name = pick(NAMES, random);
        if (random.nextInt(4) == 0) {
            wideIps.remove(name);
        } else {
            wideIps.put(name, new String[] {pick(POLICIES, random), "" + random.nextInt(3)});
        }
    }

    private Catalog catalog() {
        TestCatalog catalog = new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", ADDRESSES.get(0), ADDRESSES.get(1))
                .vip("west", "west", ADDRESSES.get(2));
        NAMES.forEach(name -> {
            String[] settings = wideIps.get(name);
            if (settings != null) {
                catalog.wideIp(
                        name,
                        settings[0],
                        switch (settings[1]) {
                            case "0" -> new String[] {"east", "west"};
                            case "1" -> new String[] {"west", "east"};
                            default -> new String[] {"east"};
                        });
            }
        });
        return catalog.build();
    }

    private static Map<String, Answers> answers(Snapshot snapshot, Catalog catalog) {
        Map<String, Answers> answers = new HashMap<>();
        for (String name : NAMES) {
            DomainName wideIp = new DomainName(name);
            boolean isThere = catalog.wideIps().get(wideIp) != null;
            answers.put(
                    name,
                    isThere
                            ? new Answers(answer(snapshot, wideIp, Wire.A), answer(snapshot, wideIp, Wire.AAAA))
                            : new Answers(null, null));
        }
        return answers;
    }

    private static @Nullable Answer answer(Snapshot snapshot, DomainName name, int type) {
        return snapshot.find(new QueryMessage(name, type).from(TestCatalog.address("192.0.2.200")));
    }

    private static <T> void toggle(Set<T> set, T element) {
        if (!set.remove(element)) {
            set.add(element);
        }
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
