package io.wideip.dns.snapshot;

import io.wideip.dns.policy.Buckets;
import io.wideip.dns.snapshot.Answer.Reply;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Every reply of an answer that some client may get. A client has one location and one bucket, however many tiers ask for them, so
 * a reply that takes two is none. For the clients of one family at one location, then done.
 */
final class ReachableReplies {
    private static final BitSet ALL_BUCKETS = new BitSet();

    static {
        ALL_BUCKETS.set(0, Buckets.COUNT);
    }

    private final boolean ipv4;
    private final int location;
    private final Set<Reply> found;
    /** How many locations tiers tell apart. */
    private int locations = 1;

    private ReachableReplies(boolean ipv4, int location, Set<Reply> found) {
        this.ipv4 = ipv4;
        this.location = location;
        this.found = found;
    }

    static Set<Reply> of(Answer answer) {
        Set<Reply> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (boolean ipv4 : new boolean[] {true, false}) {
            int locations = 1;
            for (int location = 0; location < locations; location++) {
                ReachableReplies replies = new ReachableReplies(ipv4, location, found);
                replies.add(answer, Map.of());
                locations = Math.max(locations, replies.locations);
            }
        }
        return found;
    }

    /** @param buckets that are left, by the prefix that is hashed; not to be changed */
    private void add(Answer answer, Map<Integer, BitSet> buckets) {
        if (answer instanceof Reply reply) {
            found.add(reply);
        } else if (answer instanceof RotatingAnswer rotating) {
            for (Answer each : rotating.ring()) {
                add(each, buckets);
            }
        } else if (answer instanceof DrawnAnswer drawn) {
            int drawnBefore = 0;
            for (int place = 0; place < drawn.ring().length; place++) {
                if (drawn.cumulated()[place] > drawnBefore) {
                    add(drawn.ring()[place], buckets); // A weight of 0 is never drawn.
                }
                drawnBefore = drawn.cumulated()[place];
            }
        } else if (answer instanceof HashedAnswer hashed) {
            addByBucket(hashed, buckets);
        } else if (answer instanceof LocatedAnswer located) {
            locations = located.byLocation().length;
            add(located.byLocation()[location], buckets);
        }
    }

    private void addByBucket(HashedAnswer hashed, Map<Integer, BitSet> buckets) {
        int prefix = hashed.prefix(ipv4);
        Map<Integer, BitSet> byPlace = new HashMap<>();
        buckets.getOrDefault(prefix, ALL_BUCKETS).stream()
                .forEach(bucket -> byPlace.computeIfAbsent(hashed.buckets().ofBucket(bucket), place -> new BitSet())
                        .set(bucket));
        byPlace.forEach((place, left) -> {
            Map<Integer, BitSet> narrowed = new HashMap<>(buckets);
            narrowed.put(prefix, left);
            add(hashed.ring()[place], narrowed);
        });
    }
}
