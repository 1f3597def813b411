package io.wideip.dns.snapshot;

import io.wideip.config.names.NameHash;
import io.wideip.config.names.NameMap;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
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
     */
    record Node(
            Answer a,
            Answer aaaa,
            Answer other,
            Answer any,
            int[] types,
            Answer[] answers,
            Answer missing,
            boolean hasWildcard) {

        /** True where nothing but addresses can be told of the name, so that it can share its node. */
        boolean hasOnlyAddresses() {
            return types.length == 0 && !hasWildcard;
        }

        /** This name's own records with the other's addresses. */
        Node withAddresses(Node of) {
            return new Node(of.a, of.aaaa, of.other, of.any, types, answers, missing, hasWildcard);
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
     * The answer to a question, without the choices that depend on who asks; null where the name lies in no zone of this server.
     */
    public @Nullable Answer find(Query query) {
        query.hash(hash);
        Node node = node(query, 0);
        if (node != null) {
            return node.answer(query.type());
        }
        // The closest encloser decides (RFC 4592 section 3.3.1).
        for (int without = 1; without <= query.labels(); without++) {
            Node encloser = node(query, without);
            if (encloser != null) {
                return encloser.hasWildcard() ? wildcard(query, without, encloser) : encloser.missing();
            }
        }
        return null;
    }

    /** The node of the query's name without so many of its leading labels, or null. */
    private @Nullable Node node(Query query, int without) {
        return names.find(query.suffixHash(without), query.name(), query.suffixStart(without), query.nameLength());
    }

    private Answer wildcard(Query query, int without, Node encloser) {
        Node wildcard = names.findWildcard(
                query.wildcardHash(without, hash), query.name(), query.suffixStart(without), query.nameLength());
        return wildcard == null ? encloser.missing() : wildcard.answer(query.type());
    }

    /** What the SOA of a zone gives as its serial: it changes with each wide IP, and no other octet of a denial does. */
    int serial(int zone) {
        return serials[zone];
    }

    NameMap<Node> names() {
        return names;
    }
}
