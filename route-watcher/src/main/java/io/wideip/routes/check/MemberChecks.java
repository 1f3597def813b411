package io.wideip.routes.check;

import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.RouteLimits;
import io.wideip.config.Vip;
import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.MemberCheck;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Vocabulary;
import io.wideip.routes.Route;
import io.wideip.routes.annotation.AnnotationOrigin;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import java.util.Map;
import java.util.TreeMap;

/**
 * From a Route, its annotations and what is known of the pods behind it to the checks of its members: one for each, because clusters
 * differ while a release rolls out. Bad input costs the value that it is in. Not thread-safe where its backends are not.
 */
public final class MemberChecks {
    private static final String HEALTH_CHECK = "health-check";
    /** Of all derived checks: for metrics by health check, whose labels must not be as many as Routes. */
    public static final String NAME = "derived";

    private final Map<String, HealthCheck> healthChecks;
    private final Backends backends;
    private final MemberTimes memberTimes;
    private final ProbeValues probeValues;

    /**
     * @param probes who reads a probe's options
     * @param healthChecks of the YAML, which annotations may name
     * @param defaults whole
     */
    public MemberChecks(
            Vocabulary.Probes probes,
            Map<String, HealthCheck> healthChecks,
            CheckTimes defaults,
            RouteLimits limits,
            Backends backends) {
        this.healthChecks = healthChecks;
        this.backends = backends;
        memberTimes = new MemberTimes(defaults, limits);
        probeValues = new ProbeValues(probes);
    }

    /**
     * The check of one member.
     *
     * @param annotations of the Route; problems are recorded there
     * @param wideIp the member's, for whose name is asked
     * @param admittedHost for which is asked where the wide IP is a wildcard
     * @param vip the member's, which is asked
     */
    public DerivedCheck of(Annotations annotations, DomainName wideIp, String admittedHost, Vip vip) {
        Route route = annotations.route();
        ContainerProbe annotatedProbe = null;
        if (annotations.has(HEALTH_CHECK)) {
            if (isJson(annotations)) {
                annotatedProbe = AnnotatedProbe.read(annotations, HEALTH_CHECK);
            } else {
                String name = annotations.reference(HEALTH_CHECK, "health check", healthChecks.keySet());
                HealthCheck named = name == null ? null : healthChecks.get(name);
                if (named != null && canAsk(named, wideIp, annotations)) {
                    return named(named, annotations);
                }
            }
        }
        Derivation derivation = annotatedProbe != null && annotatedProbe.action() instanceof HttpGet get
                ? annotated(annotatedProbe, get, annotations)
                : Derivation.of(route, backends.pods(route));
        Map<String, Origin> origins = new TreeMap<>();
        CheckTimes times = memberTimes.annotated(
                memberTimes.of(derivation.probe(), derivation.origin(), origins), annotations, origins);
        ProbeValues.Read read = probeValues.read(derivation, annotations, wideIp, admittedHost, vip.ports());
        if (read == null) {
            return new DerivedCheck(null, Map.of(), derivation.why());
        }
        if (wideIp.isWildcard() && read.probe().host() == null) {
            return new DerivedCheck(null, Map.of(), "a wildcard is no name to ask for, and no host was admitted");
        }
        origins.putAll(read.origins());
        HealthCheckDefinition definition = new HealthCheckDefinition(read.probe(), times);
        return new DerivedCheck(new MemberCheck.Own(NAME, definition), origins, read.label() + ": " + read.why());
    }

    private static boolean isJson(Annotations annotations) {
        String written = annotations.route().annotations().getOrDefault(annotations.fullName(HEALTH_CHECK), "");
        return written.stripLeading().startsWith("{");
    }

    /** A wildcard is no name to ask for, and a check of the YAML knows no other. */
    private static boolean canAsk(HealthCheck named, DomainName wideIp, Annotations annotations) {
        if (!wideIp.isWildcard() || named.probe().host() != null) {
            return true;
        }
        annotations.refuse(
                HEALTH_CHECK,
                "'" + wideIp + "' is no name to ask for: name a check that has a 'host', or leave it out");
        return false;
    }

    private DerivedCheck named(HealthCheck check, Annotations annotations) {
        for (String other : ProbeValues.ANNOTATIONS) {
            if (annotations.has(other)) {
                annotations.refuse(
                        other,
                        "remove it, or '" + annotations.fullName(HEALTH_CHECK)
                                + "', which names a check that is whole but for its times");
            }
        }
        Map<String, Origin> origins = new TreeMap<>();
        origins.put("healthCheck", origin(annotations));
        CheckTimes given = new CheckTimes(
                check.interval(), check.timeout(), check.fall(), check.rise(), check.reset(), check.fastInterval());
        CheckTimes times = memberTimes.annotated(given, annotations, origins);
        MemberCheck memberCheck = times.equals(given)
                ? new MemberCheck.Named(check.name())
                : new MemberCheck.Own(check.name(), new HealthCheckDefinition(check.probe(), times));
        return new DerivedCheck(
                memberCheck, origins, "the health check '" + check.name() + "', which an annotation names");
    }

    private static Derivation annotated(ContainerProbe probe, HttpGet get, Annotations annotations) {
        Derivation derivation =
                Derivation.of(annotations.route(), probe, get, "the annotated probe", origin(annotations));
        if (derivation.probe() == null) {
            annotations.report(
                    HEALTH_CHECK,
                    "'" + annotations.fullName(HEALTH_CHECK) + "': " + derivation.why() + ": write '"
                            + annotations.fullName(ProbeValues.PATH) + "' for a path as clients ask for it");
        }
        return derivation;
    }

    private static Origin origin(Annotations annotations) {
        return new AnnotationOrigin(annotations.route().key(), annotations.fullName(HEALTH_CHECK));
    }
}
