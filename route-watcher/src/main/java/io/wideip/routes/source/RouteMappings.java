package io.wideip.routes.source;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.catalog.BaseDefinitions;
import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Vocabulary;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.check.MemberChecks;
import io.wideip.routes.mapping.RouteMapping;
import java.util.Map;
import java.util.Objects;

/**
 * Makes mappings by a YAML, without Routes yet.
 *
 * @param backends who knows the pods behind Routes
 */
record RouteMappings(Vocabulary vocabulary, Backends backends) implements RouteSource.Mappings {
    @Override
    public RouteMapping by(Merged yaml, Map<DomainName, String> owners) {
        Catalog catalog = yaml.catalog();
        BaseDefinitions base = Objects.requireNonNull(yaml.parts().get(0).base());
        CheckTimes defaults = base.defaults().definition().checkTimes().over(CheckTimes.BUILT_IN);
        MemberChecks checks = new MemberChecks(
                vocabulary.probes(),
                catalog.healthChecks(),
                defaults,
                catalog.routes().limits(),
                backends);
        return new RouteMapping(yaml, vocabulary.policies(), checks, owners);
    }
}
