package io.wideip.dns.snapshot;

import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A name of a {@link ZoneTree}, and what is known so far of what it answers. Not thread-safe. */
final class NameDraft {
    final ZoneAnswers zone;
    final Map<Integer, Reply> replies = new LinkedHashMap<>();
    boolean hasWildcard;
    boolean isWideIp;
    /** Names directly below that exist. */
    int children;
    /** The referral, where this name is delegated. */
    @Nullable
    Reply referral;
    /** What names below have in place of NXDOMAIN, where this one has a DNAME. */
    @Nullable
    Reply substitution;

    NameDraft(ZoneAnswers zone) {
        this.zone = zone;
    }

    /** Has nothing that another wide IP has not. */
    boolean isBare() {
        return replies.isEmpty() && referral == null && substitution == null && children == 0;
    }

    /**
     * What the name answers by itself, without a wide IP.
     *
     * @param cut the referral of the delegation that the name is at or below; null where there is none
     */
    Node node(@Nullable Reply cut) {
        ClusterNodes clusters = zone.clusterNodes();
        if (cut != null) {
            Map<Integer, Reply> ownDs = new LinkedHashMap<>();
            // DS lives on the parent's side of the cut (RFC 4035 section 3.1.4.1).
            if (referral == cut) {
                ownDs.put(Wire.DS, replies.getOrDefault(Wire.DS, zone.noData()));
            }
            // What is below a cut is another's to answer.
            return node(cut, cut, ownDs, cut, false, clusters.withoutPattern());
        }
        Reply alias = replies.get(Wire.CNAME);
        if (alias != null) {
            return node(alias, alias, Map.of(), zone.nameError(), hasWildcard, clusters);
        }
        // A name that exists only through names below it has nothing to say to ANY.
        Reply any = replies.isEmpty() ? zone.noData() : zone.any();
        Reply missing = substitution == null ? zone.nameError() : substitution;
        return node(zone.noData(), any, replies, missing, hasWildcard, clusters);
    }

    private static Node node(
            Reply other,
            Reply any,
            Map<Integer, Reply> replies,
            Reply missing,
            boolean hasWildcard,
            ClusterNodes clusters) {
        Map<Integer, Reply> further = new LinkedHashMap<>(replies);
        further.remove(Wire.A);
        further.remove(Wire.AAAA);
        return new Node(
                replies.getOrDefault(Wire.A, other),
                replies.getOrDefault(Wire.AAAA, other),
                other,
                any,
                further.keySet().stream().mapToInt(Integer::intValue).toArray(),
                further.values().toArray(Answer[]::new),
                missing,
                hasWildcard,
                clusters);
    }
}
