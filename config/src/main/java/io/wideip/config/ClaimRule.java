package io.wideip.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which names Routes of which namespaces may claim: an item of {@code routes.allow}.
 *
 * @param zone in which the names lie
 * @param names globs, in which {@code {namespace}} stands for the Route's namespace; empty for all of the zone
 * @param namespaces globs; empty where the selector tells, or for all
 * @param namespaceSelector of namespaces' labels, as Kubernetes writes it
 * @param clusters by name; empty for all
 * @param wildcards whether wildcards may be claimed
 */
public record ClaimRule(
        DomainName zone,
        List<String> names,
        List<Glob> namespaces,
        @Nullable String namespaceSelector,
        List<String> clusters,
        boolean wildcards) {}
