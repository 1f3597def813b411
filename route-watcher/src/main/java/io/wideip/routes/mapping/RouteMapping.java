package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.WideIps;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Target;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.annotation.RouteProblem.Reason;
import io.wideip.routes.check.MemberChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the wide IPs of annotated Routes, and keeps what it made: a change of one Route maps the names that this one claims, or
 * claimed, and nothing else. What it makes depends on the Routes and on who had which name before, not on the order in which
 * Routes came. A base of another YAML needs another mapping, which is given the owners of this one. Not thread-safe.
 */
public final class RouteMapping {
    /** As a source of the catalog. */
    public static final String SOURCE = "routes";

    /** After the YAML. */
    private static final int PRECEDENCE = 1;

    private final MappingSettings settings;
    private final ClaimReader reader;
    private final WideIpMapper mapper;
    private final Comparator<Claim> byAge;
    private final SharedDefinitions definitions = new SharedDefinitions();
    private final Map<RouteKey, Read> routes = new HashMap<>();
    /** They opt in, and no router that counts has admitted them. */
    private final Set<RouteKey> waiting = new HashSet<>();

    private final Map<DomainName, ClaimedName> names = new HashMap<>();
    private final Map<DomainName, String> owners;
    private NameMap<Defined<WideIpDefinition>> wideIps = WideIps.emptyNames();

    /**
     * Without a Route.
     *
     * @param yaml by itself
     * @param owners the namespaces that had names, as {@link #owners} told
     */
    public RouteMapping(
            Merged yaml, Vocabulary.Policies policies, MemberChecks checks, Map<DomainName, String> owners) {
        settings = MappingSettings.of(yaml, policies, checks);
        reader = new ClaimReader(
                yaml.catalog().clusters(),
                new FreeNames(yaml),
                new ClaimRules(settings.options().allow()));
        mapper = new WideIpMapper(settings);
        byAge = settings.byAge();
        this.owners = new HashMap<>(owners);
    }

    /** What one Route asks for by itself. */
    private record Read(List<Claim> claims, List<RouteProblem> problems) {}

    /**
     * Maps Routes that are new, or otherwise than before, or of which the derived check may be another.
     *
     * @param changes empty for a Route that is gone
     */
    public MappingChange change(Map<RouteKey, Optional<KnownRoute>> changes) {
        Set<DomainName> touched = new LinkedHashSet<>();
        changes.forEach((key, known) -> take(key, known.orElse(null), touched));
        NameMapEdit<Defined<WideIpDefinition>> edit = wideIps.edit();
        Set<RouteKey> affected = new LinkedHashSet<>(changes.keySet());
        for (DomainName name : touched) {
            ClaimedName claimed = names.get(name);
            if (claimed != null) {
                affected.addAll(claimed.claims().keySet());
                map(name, claimed, edit);
            }
        }
        wideIps = edit.apply();
        Map<RouteKey, RouteOutcome> outcomes = new LinkedHashMap<>();
        affected.forEach(key -> outcomes.put(key, outcome(key)));
        return new MappingChange(new Part(SOURCE, PRECEDENCE, null, wideIps), outcomes);
    }

    private void take(RouteKey key, @Nullable KnownRoute known, Set<DomainName> touched) {
        waiting.remove(key);
        Read before = routes.remove(key);
        if (before != null) {
            for (Claim claim : before.claims()) {
                claimed(claim).claims().remove(key);
                touched.add(claim.name());
            }
        }
        if (known == null) {
            return;
        }
        Annotations annotations = settings.annotations(known);
        List<Claim> claims = reader.read(known, annotations);
        for (Claim claim : claims) {
            names.computeIfAbsent(claim.name(), any -> new ClaimedName())
                    .claims()
                    .put(key, claim);
            touched.add(claim.name());
        }
        if (!claims.isEmpty() || !annotations.problems().isEmpty()) {
            routes.put(key, new Read(claims, annotations.problems()));
        } else {
            waiting.add(key);
        }
    }

    private ClaimedName claimed(Claim claim) {
        return Objects.requireNonNull(names.get(claim.name()));
    }

    private void map(DomainName name, ClaimedName claimed, NameMapEdit<Defined<WideIpDefinition>> edit) {
        WideIpDefinition before = claimed.definition();
        if (claimed.claims().isEmpty()) {
            names.remove(name);
            owners.remove(name);
            edit.remove(name.wire());
        } else {
            String owner = claimed.owner(owners.get(name), byAge);
            owners.put(name, owner);
            List<Claim> owned = claimed.of(owner, byAge);
            WideIpMapper.Made made = mapper.map(name, owned);
            Map<RouteKey, List<RouteProblem>> problems = new HashMap<>(made.problems());
            for (Claim claim : claimed.claims().values()) {
                if (!claim.namespace().equals(owner)) {
                    problems.put(claim.key(), List.of(taken(claim, owned.get(0))));
                }
            }
            WideIpDefinition shared = definitions.use(made.wideIp().definition());
            claimed.made(shared, made.served(), problems);
            edit.put(name.wire(), made.wideIp().sharing(shared));
        }
        definitions.release(before);
    }

    private RouteProblem taken(Claim claim, Claim owning) {
        Annotations annotations = settings.annotations(claim.known());
        annotations.report(
                "hostname",
                "'" + claim.name() + "' belongs to the namespace '" + owning.namespace() + "' (" + owning.key()
                        + "): take another name",
                Reason.NAME_TAKEN);
        return annotations.problems().get(0);
    }

    private RouteOutcome outcome(RouteKey key) {
        Read read = routes.get(key);
        if (read == null) {
            return waiting.contains(key) ? RouteOutcome.WAITING : RouteOutcome.NONE;
        }
        List<ServedName> served = new ArrayList<>(1);
        Set<RouteProblem> problems = new LinkedHashSet<>(read.problems());
        for (Claim claim : read.claims()) {
            ClaimedName name = claimed(claim);
            problems.addAll(name.problems(key));
            ServedName serves = name.served(key);
            if (serves != null) {
                served.add(serves);
            }
        }
        return new RouteOutcome(List.copyOf(served), List.copyOf(problems));
    }

    /** The Routes that are checked by the target: those of the name that it asks for, or of the wildcard beside this. */
    public List<RouteKey> checkedBy(Target target) {
        ClaimedName name = claimed(target.host());
        return name == null
                ? List.of()
                : name.claims().values().stream()
                        .filter(claim -> claim.reaches().stream().anyMatch(reach -> reach.isAt(target.address())))
                        .map(Claim::key)
                        .toList();
    }

    private @Nullable ClaimedName claimed(String host) {
        try {
            DomainName name = DomainName.parse(host);
            ClaimedName exact = names.get(name);
            return exact == null ? names.get(new DomainName(name.text().replaceFirst("^[^.]*", "*"))) : exact;
        } catch (IllegalArgumentException e) {
            // An address.
            return null;
        }
    }

    /** The namespace that has each name: to be kept over a restart. */
    public Map<DomainName, String> owners() {
        return Collections.unmodifiableMap(owners);
    }

    /** Those of them that no Route claims, because the YAML does not let it any more. */
    public Set<DomainName> unclaimed() {
        Set<DomainName> unclaimed = new HashSet<>(owners.keySet());
        unclaimed.removeAll(names.keySet());
        return unclaimed;
    }

    /** Nobody has these any more, unless they are claimed. */
    public void release(Collection<DomainName> unclaimed) {
        unclaimed.stream().filter(name -> !names.containsKey(name)).forEach(owners::remove);
    }
}
