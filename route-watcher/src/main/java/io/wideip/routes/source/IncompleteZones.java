package io.wideip.routes.source;

import io.wideip.config.Catalog;
import io.wideip.config.ClaimRule;
import io.wideip.config.DomainName;
import io.wideip.routes.RouteStore;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which zones Routes may have names that this process does not know yet: where clusters may claim names that it could not list
 * since its start, and of which nothing was kept. Clusters that come with a later YAML do not count: nobody has been told of their
 * names before. Thread-safe.
 */
final class IncompleteZones {
    private static final Logger log = LoggerFactory.getLogger("routes");

    private final RouteStore store;
    private final Consumer<Set<DomainName>> listener;
    private @Nullable Set<String> ofTheStart;
    private Set<String> unknown = Set.of();
    private @Nullable Catalog catalog;

    /** @param listener told of the zones each time that it is looked */
    IncompleteZones(RouteStore store, Consumer<Set<DomainName>> listener) {
        this.store = store;
        this.listener = listener;
    }

    /** A YAML is in use. */
    void follow(Catalog now) {
        synchronized (this) {
            if (ofTheStart == null) {
                ofTheStart = Set.copyOf(now.clusters().keySet());
            }
            catalog = now;
        }
        look();
    }

    /** To be called once what the store has heard is answered. */
    void look() {
        listener.accept(zones());
    }

    private synchronized Set<DomainName> zones() {
        if (catalog == null || ofTheStart == null) {
            return Set.of();
        }
        Set<String> clusters = new HashSet<>(catalog.clusters().keySet());
        clusters.retainAll(ofTheStart);
        boolean labels = catalog.routes().allow().stream().anyMatch(rule -> rule.namespaceSelector() != null);
        Set<String> now = clusters.isEmpty() ? Set.of() : store.unknown(clusters, labels);
        Set<DomainName> zones = catalog.routes().allow().stream()
                .filter(rule -> isForOneOf(rule, now))
                .map(ClaimRule::zone)
                .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(unknown) && !zones.isEmpty()) {
            log.warn(
                    "nothing is known yet of the Routes of {}: names that are not known are answered by SERVFAIL in {}",
                    String.join(", ", now),
                    zones.stream().map(DomainName::toString).collect(Collectors.joining(", ")));
        } else if (!now.equals(unknown)) {
            log.info("the Routes of all clusters are known: names that are not known do not exist");
        }
        unknown = now;
        return zones;
    }

    private static boolean isForOneOf(ClaimRule rule, Set<String> clusters) {
        return !clusters.isEmpty()
                && (rule.clusters().isEmpty() || rule.clusters().stream().anyMatch(clusters::contains));
    }
}
