package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.dns.RandomSite;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.wire.Query;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

/** What is told of the served answers is what queries show. */
final class ServedAnswersPropertyTest {
    private static final int SITES = 300;
    private static final int QUERIES = 10_000;

    /** A client's and a turn's luck, as a responder has it. */
    private static final class Luck implements Answer.Chance {
        private final SplittableRandom random;
        private int turns;

        Luck(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public int turn() {
            return turns++;
        }

        @Override
        public int below(int bound) {
            return random.nextInt(bound);
        }
    }

    @Test
    void sharesAreWhatQueriesShow() {
        int several = 0;
        for (int seed = 0; seed < SITES; seed++) {
            RandomSite site = new RandomSite(seed);
            SnapshotCompiler compiler = new SnapshotCompiler(site::status, TestServer.NAME_HASH);
            compiler.catalog(CatalogChange.between(null, site.catalog()));
            compiler.drain(site.drains());
            DomainName name = new DomainName(site.name());
            int type = Type.value(site.type());
            InetAddress client = TestCatalog.address(site.client());
            List<ReplyShare> one = new ServedAnswers(compiler.current()).of(name, type, new Asker.Client(client));
            several += one.size() > 1 ? 1 : 0;
            compare(one, asked(compiler.current(), name, type, List.of(client), seed), "client, seed " + seed);
        }
        assertThat(several).isGreaterThan(SITES / 15);
    }

    @Test
    void sharesOfAllClientsOfALocationAreWhatTheseShow() {
        int several = 0;
        for (int seed = 0; seed < SITES; seed++) {
            RandomSite site = new RandomSite(seed);
            SnapshotCompiler compiler = new SnapshotCompiler(site::status, TestServer.NAME_HASH);
            compiler.catalog(CatalogChange.between(null, site.catalog()));
            DomainName name = new DomainName(site.name());
            int type = Type.value(site.type());
            // Nothing in the topology is here, so that all of it is one location.
            List<InetAddress> clients = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < QUERIES; i++) {
                clients.add(TestCatalog.address((1 + random.nextInt(99)) + "." + random.nextInt(256) + "."
                        + random.nextInt(256) + "." + random.nextInt(256)));
            }
            List<ReplyShare> all =
                    new ServedAnswers(compiler.current()).of(name, type, new Asker.ClientsLike(clients.get(0)));
            several += all.size() > 1 ? 1 : 0;
            compare(all, asked(compiler.current(), name, type, clients, seed), "clients, seed " + seed);
        }
        assertThat(several).isGreaterThan(SITES / 15);
    }

    private static void compare(List<ReplyShare> told, IdentityHashMap<Answer.Reply, Integer> seen, String as) {
        Set<Answer.Reply> replies = new HashSet<>();
        double sum = 0;
        for (ReplyShare share : told) {
            replies.add(share.reply());
            sum += share.share();
            // Five standard deviations and a reply.
            double most = 5 * Math.sqrt(share.share() * (1 - share.share()) / QUERIES) + 1.0 / QUERIES + 1e-9;
            assertThat((double) seen.getOrDefault(share.reply(), 0) / QUERIES)
                    .as(as)
                    .isCloseTo(share.share(), within(most));
        }
        assertThat(replies).as(as).containsAll(seen.keySet());
        if (!told.isEmpty()) {
            assertThat(sum).as(as).isCloseTo(1, within(1e-9));
        }
    }

    private static IdentityHashMap<Answer.Reply, Integer> asked(
            Snapshot snapshot, DomainName name, int type, List<InetAddress> clients, long seed) {
        IdentityHashMap<Answer.Reply, Integer> seen = new IdentityHashMap<>();
        Luck luck = new Luck(seed);
        for (int i = 0; i < QUERIES; i++) {
            Query query = new QueryMessage(name, type).from(clients.get(i % clients.size()));
            Answer answer = snapshot.find(query);
            if (answer != null) {
                seen.merge(answer.pick(query, luck), 1, Integer::sum);
            }
        }
        return seen;
    }
}
