package io.wideip.dns.snapshot;

import io.wideip.config.ClusterNamePattern;
import io.wideip.config.names.NameHash;
import io.wideip.config.names.NameMap;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A catalog compiled for answering. Immutable; all event loops read the same one. */
public final class Snapshot {
    /** Serves no zone: every query is refused. */
    public static final Snapshot EMPTY = new Snapshot(new NameHash(0));

    private final NameMap<Node> names;
    private final NameHash hash;
    /** By the zones' numbers. */
    private final int[] serials;

    private Snapshot(NameHash hash) {
        this(NameMap.empty(hash::of), hash, new int[0]);
    }

    /**
     * Takes what the compiler has made.
     *
     * @param hash of the names in the map
     * @param serials by the zones' numbers; not to be changed after
     */
    Snapshot(NameMap<Node> names, NameHash hash, int[] serials) {
        this.names = names;
        this.hash = hash;
        this.serials = serials;
    }

    /**
     * What one name answers.
     *
     * @param other for every type that has no answer of its own: the denial, an alias or a referral
     * @param any the answer to type ANY (RFC 8482)
     * @param types further types with an answer, in {@code answers}
     * @param missing for names below this one that do not exist
     * @param hasWildcard whether there is a wildcard just below (RFC 4592)
     * @param clusters what its cluster-specific names answer, and how those just below are made
     */
    record Node(
            Answer a,
            Answer aaaa,
            Answer other,
            Answer any,
            int[] types,
            Answer[] answers,
            Answer missing,
            boolean hasWildcard,
            ClusterNodes clusters) {

        /** True where nothing but addresses can be told of the name, so that it can share its node. */
        boolean hasOnlyAddresses() {
            return types.length == 0 && !hasWildcard;
        }

        /**
         * This name's own records with the other's addresses.
         *
         * @param clusterNodes of either
         */
        Node withAddresses(Node of, ClusterNodes clusterNodes) {
            return new Node(of.a, of.aaaa, of.other, of.any, types, answers, missing, hasWildcard, clusterNodes);
        }

        Answer answer(int type) {
            if (type == Wire.A) {
                return a;
            }
            if (type == Wire.AAAA) {
                return aaaa;
            }
            for (int i = 0; i < types.length; i++) {
                if (types[i] == type) {
                    return answers[i];
                }
            }
            return type == Wire.ANY ? any : other;
        }
    }

    /**
     * The answer to a question, without the choices that depend on who asks, and noted in the query the number of its zone; null where the name lies in no zone of this server.
     */
    public @Nullable Answer find(Query query) {
        query.hash(hash);
        Node node = node(query, 0);
        if (node != null) {
            query.zone(node.clusters().zone());
            return node.answer(query.type());
        }
        // The closest encloser decides (RFC 4592 section 3.3.1).
        for (int without = 1; without <= query.labels(); without++) {
            Node encloser = node(query, without);
            if (encloser != null) {
                query.zone(encloser.clusters().zone());
                return missing(query, without, encloser);
            }
        }
        return null;
    }

    /** @param without labels that the query's name has below the encloser */
    private Answer missing(Query query, int without, Node encloser) {
        Node wildcard = encloser.hasWildcard() ? wildcard(query, without) : null;
        ClusterNodes clusters = encloser.clusters();
        if (clusters.pattern() != null) {
            // A wide IP and its cluster-specific names are side by side, so no other name above the query's can be one.
            Node above = without == 1 ? null : made(query, without - 1, clusters, null);
            if (above != null) {
                return above.missing();
            }
            Node made = without == 1 || wildcard != null ? made(query, 0, clusters, wildcard) : null;
            if (made != null) {
                return made.answer(query.type());
            }
        }
        return wildcard == null ? encloser.missing() : wildcard.answer(query.type());
    }

    /**
     * The node of a cluster-specific name, or null.
     *
     * @param label the first one of the name, which does not exist by itself
     * @param clusters of its encloser
     * @param wildcard that stands for wide IPs that do not exist by themselves, or null
     */
    @Nullable
    Node made(Query query, int label, ClusterNodes clusters, @Nullable Node wildcard) {
        ClusterNamePattern pattern = Objects.requireNonNull(clusters.pattern());
        byte[] name = query.name();
        int from = query.suffixStart(label) + 1;
        int to = query.suffixStart(label + 1);
        for (int at = pattern.next(name, from, to, -1); at >= 0; at = pattern.next(name, from, to, at)) {
            int place = clusters.place(name, pattern.clusterFrom(from, at), pattern.clusterTo(to, at));
            if (place >= 0) {
                long hashed = query.shorten(label, pattern.labelFrom(from, at), pattern.labelTo(to, at), hash);
                Node known = names.find(hashed, query.shortened(), 0, query.shortenedLength());
                Node wideIp = known == null ? wildcard : known;
                Node made = wideIp == null ? null : wideIp.clusters().at(place);
                if (made != null) {
                    return made;
                }
            }
        }
        return null;
    }

    /** The node of the query's name without so many of its leading labels, or null. */
    private @Nullable Node node(Query query, int without) {
        return names.find(query.suffixHash(without), query.name(), query.suffixStart(without), query.nameLength());
    }

    private @Nullable Node wildcard(Query query, int without) {
        return names.findWildcard(
                query.wildcardHash(without, hash), query.name(), query.suffixStart(without), query.nameLength());
    }

    /** What the SOA of a zone gives as its serial: it changes with each wide IP, and no other octet of a denial does. */
    int serial(int zone) {
        return serials[zone];
    }

    NameMap<Node> names() {
        return names;
    }
}
