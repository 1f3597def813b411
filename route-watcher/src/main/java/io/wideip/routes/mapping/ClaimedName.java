package io.wideip.routes.mapping;

import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.RouteProblem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A name and the Routes that claim it. Not thread-safe. */
final class ClaimedName {
    private final Map<RouteKey, Claim> claims = new HashMap<>();
    private @Nullable WideIpDefinition definition;
    private @Nullable ServedName served;
    private Map<RouteKey, List<RouteProblem>> problems = Map.of();

    Map<RouteKey, Claim> claims() {
        return claims;
    }

    /**
     * The namespace that has the name. Who has it keeps it while a claim of its own stands; a free one goes to a claim by
     * admitted host, and then to the older: by age alone, an old Route that is annotated today would take another team's name.
     *
     * @param before who has it; null for nobody
     */
    String owner(@Nullable String before, Comparator<Claim> byAge) {
        if (before != null
                && claims.values().stream().anyMatch(claim -> claim.namespace().equals(before))) {
            return before;
        }
        return claims.values().stream()
                .min(Comparator.comparing(Claim::isByHost).reversed().thenComparing(byAge))
                .orElseThrow()
                .namespace();
    }

    /** The owner's claims, the oldest first. */
    List<Claim> of(String owner, Comparator<Claim> byAge) {
        return claims.values().stream()
                .filter(claim -> claim.namespace().equals(owner))
                .sorted(byAge)
                .toList();
    }

    /** What was made of it last; null where nothing was. */
    @Nullable
    WideIpDefinition definition() {
        return definition;
    }

    void made(WideIpDefinition definition, ServedName served, Map<RouteKey, List<RouteProblem>> problems) {
        this.definition = definition;
        this.served = served;
        this.problems = Map.copyOf(problems);
    }

    List<RouteProblem> problems(RouteKey key) {
        return problems.getOrDefault(key, List.of());
    }

    /** Null where another namespace has the name. */
    @Nullable
    ServedName served(RouteKey key) {
        Claim claim = claims.get(key);
        return claim == null || isRefused(key) ? null : served;
    }

    private boolean isRefused(RouteKey key) {
        return problems(key).stream().anyMatch(problem -> problem.reason() == RouteProblem.Reason.NAME_TAKEN);
    }
}
