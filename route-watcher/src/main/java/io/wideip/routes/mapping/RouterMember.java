package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.Vip;
import io.wideip.config.catalog.Origin;
import io.wideip.routes.annotation.AnnotationOrigin;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the Routes of one wide IP that one router has admitted make together: Routes with one host and several paths are one
 * member.
 *
 * @param routes the oldest first, whose values hold
 */
record RouterMember(DomainName wideIp, List<Item> routes) {
    private static final String STATE = "state";

    /** One of its Routes. */
    record Item(Annotations annotations, Reach reach, MemberValues values) {}

    Item oldest() {
        return routes.get(0);
    }

    Vip vip() {
        return oldest().reach().vip();
    }

    boolean isAdmitted() {
        return routes.stream().anyMatch(item -> item.reach().admitted());
    }

    /** Whether all of them drain; those that the router does not admit have no say beside others. */
    boolean isDrained() {
        boolean isAdmitted = isAdmitted();
        return routes.stream()
                .allMatch(item ->
                        item.values().drains() || isAdmitted && !item.reach().admitted());
    }

    /** Records what the younger Routes say otherwise than the oldest one, and drains that are no drain of all. */
    void reportDisagreements() {
        boolean isDrained = isDrained();
        routes.stream().skip(1).forEach(this::reportDisagreement);
        for (Item item : routes) {
            if (!isDrained && MemberValues.isDraining(item.annotations())) {
                item.annotations()
                        .report(
                                STATE,
                                "'" + item.annotations().fullName(STATE) + "' is 'drain', but " + shared()
                                        + " has Routes that do not drain, and stays: write it at all of them",
                                Reason.DISAGREEMENT);
            }
        }
    }

    private void reportDisagreement(Item item) {
        Disagreement disagreement = new Disagreement(item.annotations(), oldest().annotations(), shared());
        report("weight", item.values().weight(), oldest().values().weight(), disagreement);
        report("priority", item.values().priority(), oldest().values().priority(), disagreement);
        report("vip", item.reach().vip().name(), vip().name(), disagreement);
        Annotations.NAMES.stream()
                .filter(name -> name.startsWith("health-check"))
                .forEach(name -> report(
                        name,
                        item.annotations().quoted(name),
                        oldest().annotations().quoted(name),
                        disagreement));
    }

    private static void report(String name, @Nullable Object mine, @Nullable Object theirs, Disagreement disagreement) {
        if (disagreement.annotations().has(name) && !Objects.equals(mine, theirs)) {
            disagreement.report(name, true);
        }
    }

    private String shared() {
        return "the member '" + vip().name() + "' of '" + wideIp + "'";
    }

    /** Where its values were written, by their keys; of the member as a whole by the empty key. */
    void addOrigins(Map<String, Origin> origins) {
        origins.putIfAbsent(
                "", new AnnotationOrigin(oldest().annotations().route().key(), null));
        for (String name : List.of("vip", "weight", "priority", STATE)) {
            Origin origin = oldest().annotations().origin(name);
            if (origin != null) {
                origins.putIfAbsent(name, origin);
            }
        }
    }
}
