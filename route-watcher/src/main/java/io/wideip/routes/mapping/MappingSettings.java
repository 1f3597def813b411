package io.wideip.routes.mapping;

import io.wideip.config.PolicyOptions;
import io.wideip.config.RouteOptions;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Vocabulary;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.check.MemberChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What Routes are mapped by.
 *
 * @param standard the policy where none is given
 * @param clusterOrder the clusters' names as written
 */
record MappingSettings(
        RouteOptions options,
        PolicyOptions standard,
        List<String> clusterOrder,
        Vocabulary.Policies policies,
        MemberChecks checks) {
    /**
     * Those of a YAML.
     *
     * @param yaml by itself
     */
    static MappingSettings of(Merged yaml, Vocabulary.Policies policies, MemberChecks checks) {
        return new MappingSettings(
                yaml.catalog().routes(),
                Objects.requireNonNull(yaml.parts().get(0).base())
                        .defaults()
                        .definition()
                        .policy(),
                new ArrayList<>(yaml.catalog().clusters().keySet()),
                policies,
                checks);
    }

    Annotations annotations(KnownRoute known) {
        return new Annotations(known.route(), options.annotationPrefix());
    }

    /** The oldest first. Times of creation are whole seconds, so more is needed to tell. */
    Comparator<Claim> byAge() {
        return Comparator.<Claim, Instant>comparing(
                        claim -> claim.known().route().created())
                .thenComparingInt(claim -> clusterOrder.indexOf(claim.key().cluster()))
                .thenComparing(Claim::key);
    }
}
