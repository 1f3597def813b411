package io.wideip.config.catalog;

import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.Zone;
import io.wideip.config.standing.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From definitions of wide IPs to their settings. Definitions that are one object get settings that are one object, also in later
 * merges with the same base. Thread-safe.
 */
final class WideIpMerge {
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final int MAX_ANSWERS = 1;
    private static final WhenAllDown WHEN_ALL_DOWN = new WhenAllDown.All();

    /** Definitions whose settings are known at a time: a source may make new ones for ever. */
    private static final int MOST_KNOWN = 10_000;

    private final Base base;
    private final Duration ttl;
    private final int maxAnswers;
    private final WhenAllDown whenAllDown;
    private final IdentityHashMap<WideIpDefinition, Map<Zone, Named>> known = new IdentityHashMap<>();

    WideIpMerge(Base base) {
        this.base = base;
        AnswerDefinition defaults = base.definitions().defaults().definition().answers();
        ttl = defaults.ttl() == null ? TTL : defaults.ttl();
        maxAnswers = defaults.maxAnswers() == null ? MAX_ANSWERS : defaults.maxAnswers();
        // Who defines the defaults names VIPs that there are.
        whenAllDown = defaults.whenAllDown() == null
                ? WHEN_ALL_DOWN
                : whenAllDown(defaults.whenAllDown(), (kind, name) -> {});
    }

    /** A fault of a definition, without its place: see {@link Refusal}. */
    record Fault(@Nullable String key, Refusal.Reason reason, String what) {}

    /**
     * What was made of one definition.
     *
     * @param settings null where there is a fault
     */
    record Result(@Nullable WideIpSettings settings, List<Fault> faults) {}

    /**
     * Settings that know only what is defined, and what is not.
     *
     * @param aliases the VIPs that have a host name, among the members and what it falls back to
     */
    private record Named(WideIpSettings settings, List<Vip> aliases, List<Fault> unknown) {}

    Result merge(DomainName name, WideIpDefinition definition) {
        Zone zone = base.zoneHolding(name);
        if (zone == null) {
            return refused(List.of(new Fault(
                    null,
                    Refusal.Reason.OUTSIDE_ZONES,
                    "'" + name + "' is outside all zones: give it a name in one of them")));
        }
        Named named = known(definition, zone);
        List<Fault> faults = new ArrayList<>(named.unknown());
        addConflicts(name, named, zone, faults);
        return faults.isEmpty() ? new Result(named.settings(), List.of()) : refused(faults);
    }

    private synchronized Named known(WideIpDefinition definition, Zone zone) {
        if (known.size() >= MOST_KNOWN && !known.containsKey(definition)) {
            known.clear();
        }
        return known.computeIfAbsent(definition, any -> new HashMap<>(2))
                .computeIfAbsent(zone, in -> named(definition, in));
    }

    private static Result refused(List<Fault> faults) {
        return new Result(null, List.copyOf(faults));
    }

    private Named named(WideIpDefinition definition, Zone zone) {
        List<Fault> unknown = new ArrayList<>();
        AnswerDefinition answers = definition.answers();
        WideIp.Choices choices =
                choices(definition.choices(), told(definition.choices().key(), unknown));
        HealthCheck check = base.healthCheck(definition.healthCheck(), told("healthCheck", unknown));
        PolicyOptions policy = base.policy(definition.policy());
        WhenAllDown down = answers.whenAllDown() == null
                ? whenAllDown
                : whenAllDown(answers.whenAllDown(), told("whenAllDown", unknown));
        WideIpSettings settings = new WideIpSettings(
                zone.name(),
                policy,
                choices,
                check,
                answers.ttl() == null ? ttl : answers.ttl(),
                answers.maxAnswers() == null ? maxAnswers : answers.maxAnswers(),
                down);
        return new Named(settings, aliases(settings), unknown);
    }

    private static Base.Unknown told(String key, List<Fault> unknown) {
        return (kind, name) -> unknown.add(new Fault(key, Refusal.Reason.UNKNOWN_NAME, Base.unknownName(kind, name)));
    }

    private WideIp.Choices choices(WideIpDefinition.Choices choices, Base.Unknown unknown) {
        if (choices instanceof WideIpDefinition.Pools pools) {
            return pools(pools.pools(), unknown);
        }
        if (choices instanceof WideIpDefinition.OwnPools own) {
            return new WideIp.Pools(own.pools().stream()
                    .map(each -> new WideIp.WeightedPool(base.pool(each.name(), each.pool(), unknown), each.weight()))
                    .toList());
        }
        return new WideIp.Members(base.members(((WideIpDefinition.Members) choices).members(), unknown));
    }

    private WideIp.Pools pools(List<WeightedName> names, Base.Unknown unknown) {
        List<WideIp.WeightedPool> pools = new ArrayList<>(names.size());
        for (WeightedName name : names) {
            Pool pool = base.pool(name.name(), unknown);
            if (pool != null) {
                pools.add(new WideIp.WeightedPool(pool, name.weight()));
            }
        }
        return new WideIp.Pools(Collections.unmodifiableList(pools));
    }

    private WhenAllDown whenAllDown(WhenAllDownDefinition definition, Base.Unknown unknown) {
        if (definition instanceof WhenAllDownDefinition.Fixed fixed) {
            return fixed.choice();
        }
        List<Vip> vips = new ArrayList<>();
        for (String name : ((WhenAllDownDefinition.Fallback) definition).vips()) {
            Vip vip = base.vip(name, unknown);
            if (vip != null) {
                vips.add(vip);
            }
        }
        return new WhenAllDown.Fallback(List.copyOf(vips));
    }

    /** What the name itself leaves no room for, and what the zone has there. */
    private static void addConflicts(DomainName name, Named named, Zone zone, List<Fault> faults) {
        String what = conflictWithZone(name, named.aliases(), zone);
        if (what != null) {
            faults.add(new Fault(null, Refusal.Reason.CONFLICT, what));
        }
        HealthCheck check = name.isWildcard() ? checkWithoutHost(named.settings()) : null;
        if (check != null) {
            faults.add(new Fault(
                    "healthCheck",
                    Refusal.Reason.CONFLICT,
                    "'" + name + "' is no name that can be asked for: give the health check '" + check.name()
                            + "' a 'host', or use a tcp one"));
        }
    }

    /** A check that would ask for the wide IP's own name, or null. */
    private static @Nullable HealthCheck checkWithoutHost(WideIpSettings settings) {
        for (Member member : Targets.members(settings.choices())) {
            HealthCheck check = Targets.applicationCheck(settings, member);
            if (check != null && check.probe().host() == null) {
                return check;
            }
        }
        return null;
    }

    private static @Nullable String conflictWithZone(DomainName name, List<Vip> aliases, Zone zone) {
        if (zone.nameservers().containsKey(name)) {
            return "'" + name + "' is a name server of its zone: give the wide IP another name";
        }
        if (!aliases.isEmpty() && name.equals(zone.name())) {
            return "'" + name + "' is the zone itself, where no CNAME can stand (RFC 1034), and the VIP '"
                    + aliases.get(0).name() + "' has a host name: use VIPs with addresses";
        }
        for (Vip alias : aliases) {
            if (name.equals(alias.hostname())) {
                return "'" + name + "' would be an alias of itself: the VIP '" + alias.name() + "' has this host name";
            }
        }
        return zone.records().conflict(name, !aliases.isEmpty());
    }

    private static List<Vip> aliases(WideIpSettings settings) {
        List<Vip> aliases = new ArrayList<>();
        Targets.members(settings.choices()).forEach(member -> aliases.add(member.vip()));
        if (settings.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            aliases.addAll(fallback.vips());
        }
        aliases.removeIf(vip -> vip.hostname() == null);
        return List.copyOf(aliases);
    }
}
