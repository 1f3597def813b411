package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.dns.explain.NameMatch;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.Query;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which node answers a query, told by the steps of {@link Snapshot#find}. For explanations, as it allocates. */
final class NameSearch {
    private final Snapshot snapshot;
    private final Query query;
    private final DomainName name;

    /**
     * A node that was found.
     *
     * @param answering the name whose node it is
     * @param answer that the node gives to the query
     */
    record Found(NameMatch match, DomainName answering, Node node, Answer answer) {}

    private NameSearch(Snapshot snapshot, Query query, DomainName name) {
        this.snapshot = snapshot;
        this.query = query;
        this.name = name;
    }

    /** Null where the name lies in no zone. */
    @SuppressWarnings("ReferenceEquality") // The very object is meant.
    static @Nullable Found of(Snapshot snapshot, Query query, DomainName name) {
        Answer served = snapshot.find(query);
        Found found = served == null ? null : new NameSearch(snapshot, query, name).found();
        if (found != null && found.answer() != served) {
            throw new IllegalStateException("a query for " + name + " would be answered by another name");
        }
        return found;
    }

    private @Nullable Found found() {
        Node exact = snapshot.names().get(name.wire());
        if (exact != null) {
            return new Found(NameMatch.EXACT, name, exact, exact.answer(query.type()));
        }
        for (int without = 1; without <= query.labels(); without++) {
            DomainName above = suffix(without);
            Node encloser = snapshot.names().get(above.wire());
            if (encloser != null) {
                return below(above, encloser, without);
            }
        }
        return null;
    }

    private Found below(DomainName above, Node encloser, int without) {
        DomainName star = encloser.hasWildcard() ? wildcard(above) : null;
        Node wildcard = star == null ? null : snapshot.names().get(star.wire());
        if (encloser.clusters().pattern() != null) {
            Node sibling = without == 1 ? null : snapshot.made(query, without - 1, encloser.clusters(), null);
            if (sibling != null) {
                return new Found(NameMatch.MISSING, suffix(without - 1), sibling, sibling.missing());
            }
            Node made =
                    without == 1 || wildcard != null ? snapshot.made(query, 0, encloser.clusters(), wildcard) : null;
            if (made != null) {
                return new Found(NameMatch.CLUSTER_NAME, wideIp(star), made, made.answer(query.type()));
            }
        }
        return star == null || wildcard == null
                ? new Found(NameMatch.MISSING, above, encloser, encloser.missing())
                : new Found(NameMatch.WILDCARD, star, wildcard, wildcard.answer(query.type()));
    }

    /** Of the cluster-specific name that was taken apart last. */
    private DomainName wideIp(@Nullable DomainName wildcard) {
        DomainName shortened = DomainName.ofWire(Arrays.copyOf(query.shortened(), query.shortenedLength()));
        return wildcard == null || snapshot.names().get(shortened.wire()) != null ? shortened : wildcard;
    }

    private DomainName suffix(int without) {
        return DomainName.ofWire(Arrays.copyOfRange(query.name(), query.suffixStart(without), query.nameLength()));
    }

    private static DomainName wildcard(DomainName above) {
        return new DomainName(above.text().isEmpty() ? "*" : "*." + above.text());
    }
}
