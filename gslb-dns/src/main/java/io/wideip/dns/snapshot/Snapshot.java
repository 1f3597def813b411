package io.wideip.dns.snapshot;

import io.wideip.dns.wire.NameHash;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalog compiled for answering. Immutable; all event loops read the same one. */
public final class Snapshot {
    /** Serves no zone: every query is refused. */
    public static final Snapshot EMPTY = new Snapshot(new NameTable(List.of(), new NameHash(0)), new Node[0]);

    private final NameTable names;
    private final Node[] nodes;

    /**
     * Takes what the compiler has made.
     *
     * @param nodes by the names' numbers; not to be changed after
     */
    Snapshot(NameTable names, Node[] nodes) {
        this.names = names;
        this.nodes = nodes;
    }

    /**
     * What one name answers.
     *
     * @param other for every type that has no answer of its own: the denial, an alias or a referral
     * @param any the answer to type ANY (RFC 8482)
     * @param types further types with an answer, in {@code answers}
     * @param missing for names below this one that do not exist
     * @param wildcard the number of the wildcard just below, or {@link NameTable#ABSENT} (RFC 4592)
     */
    record Node(
            Answer a,
            Answer aaaa,
            Answer other,
            Answer any,
            int[] types,
            Answer[] answers,
            Answer missing,
            int wildcard) {

        /** True where nothing but addresses can be told of the name, so that it can share its node. */
        boolean hasOnlyAddresses() {
            return types.length == 0 && wildcard == NameTable.ABSENT;
        }

        /** This name's own records with the other's addresses. */
        Node withAddresses(Node of) {
            return new Node(of.a, of.aaaa, of.other, of.any, types, answers, missing, wildcard);
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
        int number = names.find(query);
        if (number != NameTable.ABSENT) {
            return nodes[number].answer(query.type());
        }
        // The closest encloser decides (RFC 4592 section 3.3.1).
        int encloser = names.findEncloser(query);
        if (encloser == NameTable.ABSENT) {
            return null;
        }
        Node node = nodes[encloser];
        return node.wildcard() == NameTable.ABSENT ? node.missing() : nodes[node.wildcard()].answer(query.type());
    }

    NameTable names() {
        return names;
    }

    Node[] nodes() {
        return nodes;
    }
}
