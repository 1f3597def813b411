package io.wideip.dns.snapshot;

import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.policy.Buckets;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Query;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds every reply that a compiled answer may give to an asker, and how often. It takes each way through the answer, and then lets
 * the answer pick with the turn and the draws of that way: the reply must be the one at its end. For one query, then done.
 */
final class ReplyWalk {
    private static final BitSet ALL_BUCKETS = new BitSet();

    static {
        ALL_BUCKETS.set(0, Buckets.COUNT);
    }

    private final Answer answer;
    private final Asker asker;
    private final Query query;
    private final IdentityHashMap<Reply, ReplyShare> found = new IdentityHashMap<>();
    private final List<Reply> inOrder = new ArrayList<>();

    /**
     * What a way through an answer takes to be gone.
     *
     * @param turn for all rotations on the way, and how many turns there are
     * @param buckets that are left, by the prefix that is hashed; not to be changed
     */
    private record Way(
            double share, long turn, long turns, List<Integer> draws, Map<Integer, BitSet> buckets, int scope) {
        Way turned(int place, int ring) {
            return new Way(share / ring, turn + place * turns, turns * ring, draws, buckets, scope);
        }

        Way drawn(int first, int end, int all) {
            List<Integer> drawn = new ArrayList<>(draws);
            drawn.add(first);
            return new Way(share * (end - first) / all, turn, turns, drawn, buckets, scope);
        }

        Way hashed(int prefix, BitSet left, double part) {
            Map<Integer, BitSet> narrowed = new HashMap<>(buckets);
            narrowed.put(prefix, left);
            return new Way(share * part, turn, turns, draws, narrowed, Math.max(scope, prefix));
        }

        Way scoped(int bits) {
            return new Way(share, turn, turns, draws, buckets, Math.max(scope, bits));
        }
    }

    private ReplyWalk(Answer answer, Asker asker, Query query) {
        this.answer = answer;
        this.asker = asker;
        this.query = query;
    }

    /** @param query of the asker, for which the answer was found */
    static List<ReplyShare> of(Answer answer, Asker asker, Query query) {
        ReplyWalk walk = new ReplyWalk(answer, asker, query);
        walk.go(answer, new Way(1, 0, 1, List.of(), Map.of(), 0));
        return walk.inOrder.stream().map(walk.found::get).toList();
    }

    private void go(Answer at, Way way) {
        if (at instanceof Reply reply) {
            arrive(reply, way);
        } else if (at instanceof RotatingAnswer rotation) {
            Answer[] ring = rotation.ring();
            for (int place = 0; place < ring.length; place++) {
                go(ring[place], way.turned(place, ring.length));
            }
        } else if (at instanceof DrawnAnswer drawn) {
            draw(drawn, way);
        } else if (at instanceof HashedAnswer hashed) {
            hash(hashed, way);
        } else if (at instanceof LocatedAnswer located) {
            locate(located, way);
        }
    }

    private void draw(DrawnAnswer drawn, Way way) {
        int[] ends = drawn.cumulated();
        int all = ends[ends.length - 1];
        int first = 0;
        for (int place = 0; place < ends.length; place++) {
            if (ends[place] > first) {
                go(drawn.ring()[place], way.drawn(first, ends[place], all));
            }
            first = ends[place];
        }
    }

    private void hash(HashedAnswer hashed, Way way) {
        Answer[] ring = hashed.ring();
        if (asker instanceof Asker.Client) {
            go(ring[hashed.place(query.client())], way.scoped(hashed.scope(query.client())));
            return;
        }
        int prefix = hashed.prefix(query.client().isIpv4());
        BitSet left = way.buckets().getOrDefault(prefix, ALL_BUCKETS);
        BitSet[] byPlace = new BitSet[ring.length];
        for (int bucket = left.nextSetBit(0); bucket >= 0; bucket = left.nextSetBit(bucket + 1)) {
            int place = hashed.buckets().ofBucket(bucket);
            byPlace[place] = byPlace[place] == null ? new BitSet() : byPlace[place];
            byPlace[place].set(bucket);
        }
        for (int place = 0; place < ring.length; place++) {
            if (byPlace[place] != null) {
                double part = (double) byPlace[place].cardinality() / left.cardinality();
                go(ring[place], way.hashed(prefix, byPlace[place], part));
            }
        }
    }

    private void locate(LocatedAnswer located, Way way) {
        ClientSubnet client = query.client();
        long found = located.table().find(client.isIpv4(), client.high(), client.low());
        go(located.byLocation()[LocationTable.location(found)], way.scoped(LocationTable.scope(found)));
    }

    private void arrive(Reply reply, Way way) {
        if (asker instanceof Asker.Client || way.buckets().isEmpty()) {
            require(reply, way);
        }
        ReplyShare before = found.get(reply);
        if (before == null) {
            inOrder.add(reply);
        }
        found.put(
                reply,
                new ReplyShare(
                        reply,
                        before == null ? way.share() : before.share() + way.share(),
                        before == null ? way.scope() : Math.max(before.scope(), way.scope())));
    }

    @SuppressWarnings("ReferenceEquality") // The very object is meant.
    private void require(Reply reply, Way way) {
        int[] drawn = {0};
        Reply picked = answer.pick(query, new Answer.Chance() {
            @Override
            public int turn() {
                return (int) way.turn();
            }

            @Override
            public int below(int bound) {
                return way.draws().get(drawn[0]++);
            }
        });
        if (picked != reply && way.turns() <= 1L << 32) {
            throw new IllegalStateException("a query would get another reply than the one found");
        }
    }
}
