package io.wideip.dns.snapshot;

import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.policy.Buckets;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Query;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether the answers of two catalogs give the clients at one place the same: each of them, where a hash places them; otherwise all
 * together, as often. For the clients of one address, then done.
 */
final class AnswerDifference {
    private final InetAddress client;
    private final Query query;

    /** @param query of the client, whatever it asks */
    AnswerDifference(InetAddress client, Query query) {
        this.client = client;
        this.query = query;
    }

    boolean areAlike(Answer one, Answer other) {
        Answer here = here(one);
        Answer otherHere = here(other);
        if (AnswerComparison.areAlike(here, otherHere)) {
            return true;
        }
        if (here instanceof HashedAnswer hashed) {
            return areAlike(hashed, otherHere);
        }
        if (otherHere instanceof HashedAnswer hashed) {
            return areAlike(hashed, here);
        }
        if (hasHash(here) || hasHash(otherHere)) {
            return areAlikeInParts(here, otherHere);
        }
        return ReplyShare.areAlike(shares(here), shares(otherHere));
    }

    /** What the clients get without regard to any other location. */
    private Answer here(Answer answer) {
        if (!(answer instanceof LocatedAnswer located)) {
            return answer;
        }
        ClientSubnet subnet = query.client();
        long found = located.table().find(subnet.isIpv4(), subnet.high(), subnet.low());
        return here(located.byLocation()[LocationTable.location(found)]);
    }

    private boolean areAlike(HashedAnswer hashed, Answer other) {
        boolean ipv4 = query.client().isIpv4();
        HashedAnswer otherHashed = other instanceof HashedAnswer likewise ? likewise : null;
        if (otherHashed != null && otherHashed.prefix(ipv4) != hashed.prefix(ipv4)) {
            return false;
        }
        Map<List<Integer>, Boolean> compared = new HashMap<>();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            int place = hashed.buckets().ofBucket(bucket);
            int otherPlace = otherHashed == null ? 0 : otherHashed.buckets().ofBucket(bucket);
            Answer there = otherHashed == null ? other : otherHashed.ring()[otherPlace];
            if (!compared.computeIfAbsent(
                    List.of(place, otherPlace), places -> areAlike(hashed.ring()[place], there))) {
                return false;
            }
        }
        return true;
    }

    /** Where a hash places clients below turns or draws: part by part, as they are written. */
    private boolean areAlikeInParts(Answer one, Answer other) {
        Answer[] parts = ring(one);
        Answer[] others = ring(other);
        if (one.getClass() != other.getClass() || parts.length != others.length || !haveSameShares(one, other)) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!areAlike(parts[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean haveSameShares(Answer one, Answer other) {
        return !(one instanceof DrawnAnswer drawn)
                || !(other instanceof DrawnAnswer otherDrawn)
                || Arrays.equals(drawn.cumulated(), otherDrawn.cumulated());
    }

    private static Answer[] ring(Answer answer) {
        if (answer instanceof RotatingAnswer rotation) {
            return rotation.ring();
        }
        if (answer instanceof DrawnAnswer drawn) {
            return drawn.ring();
        }
        return answer instanceof HashedAnswer hashed ? hashed.ring() : new Answer[0];
    }

    private boolean hasHash(Answer answer) {
        Answer at = here(answer);
        return at instanceof HashedAnswer || Stream.of(ring(at)).anyMatch(this::hasHash);
    }

    /** The replies with their shares, those that are sent alike together. */
    List<ReplyShare> shares(Answer answer) {
        List<ReplyShare> merged = new ArrayList<>();
        for (ReplyShare each : ReplyWalk.of(answer, new Asker.ClientsLike(client), query)) {
            int same = 0;
            while (same < merged.size() && !merged.get(same).reply().isSentAs(each.reply())) {
                same++;
            }
            if (same == merged.size()) {
                merged.add(each);
            } else {
                ReplyShare before = merged.get(same);
                merged.set(same, new ReplyShare(before.reply(), before.share() + each.share(), before.scope()));
            }
        }
        return merged;
    }
}
