package io.wideip.config.yaml;

import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIp.WeightedPool;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.Zone;
import io.wideip.config.availability.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code wideIps}. */
final class WideIpReader {
    private final Zones zones;
    private final Vocabulary.Records records;
    private final Names<Vip> vips;
    private final Names<Pool> pools;
    private final Names<HealthCheck> checks;
    private final PolicyReader policies;
    private final AnswerOptions defaults;
    private final Map<DomainName, Place> places = new HashMap<>();

    WideIpReader(
            Zones zones,
            Vocabulary.Records records,
            Names<Vip> vips,
            Names<Pool> pools,
            Names<HealthCheck> checks,
            PolicyReader policies,
            AnswerOptions defaults) {
        this.zones = zones;
        this.records = records;
        this.vips = vips;
        this.pools = pools;
        this.checks = checks;
        this.policies = policies;
        this.defaults = defaults;
    }

    WideIps read(YamlSection section) {
        WideIps.Edit wideIps = WideIps.NONE.edit();
        section.entries().forEach((written, value) -> {
            DomainName name = name(written, value);
            YamlSection entry = value.section();
            WideIp wideIp = entry == null ? null : wideIp(name, entry);
            if (wideIp != null) {
                wideIps.put(wideIp.name(), wideIp.settings());
            }
        });
        return wideIps.apply();
    }

    /** Null where the name is no place for a wide IP. */
    private @Nullable DomainName name(String written, Value value) {
        Problems problems = value.reading().problems();
        DomainName name = Scalars.domainName(value.reading(), value.owner(), written);
        if (name == null) {
            return null;
        }
        if (name.text().lastIndexOf('*') > 0 || name.text().startsWith("*") && !name.isWildcard()) {
            problems.add(value.owner(), "'" + written + "': a '*' stands for a whole first label, as in *.example.com");
            return null;
        }
        Place before = places.putIfAbsent(name, value.owner());
        if (before != null) {
            problems.add(
                    value.owner(), "the wide IP '" + name + "' is given twice: keep one, the other is at " + before);
            return null;
        }
        if (zones.holding(name) == null && !value.reading().isIncomplete()) {
            problems.add(value.owner(), () -> "'" + name + "' is outside all zones: " + zones.listed());
        }
        return name;
    }

    private @Nullable WideIp wideIp(@Nullable DomainName name, YamlSection section) {
        AnswerOptions answers = AnswerOptions.read(section, vips, defaults);
        HealthCheck check = checks.find(section, "healthCheck");
        WideIp.Choices choices = choices(section);
        PolicyOptions policy = policies.read(section);
        DomainName zone = name == null ? null : zones.holding(name);
        if (name == null || zone == null || policy == null || choices == null) {
            return null;
        }
        WideIp wideIp = new WideIp(
                name,
                new WideIpSettings(
                        zone, policy, choices, check, answers.ttl(), answers.maxAnswers(), answers.whenAllDown()));
        reportConflicts(wideIp, section);
        if (name.isWildcard() && check != null && check.probe().host() == null) {
            section.problem(
                    "healthCheck",
                    "'" + name + "' is no name that can be asked for: give the health check '" + check.name()
                            + "' a 'host', or use a tcp one");
        }
        return wideIp;
    }

    private WideIp.@Nullable Choices choices(YamlSection section) {
        boolean hasPools = section.has("pools");
        boolean hasMembers = section.has("members");
        List<WeightedPool> weightedPools = WeightedList.read(section, "pools", "pool", pools).stream()
                .map(one -> new WeightedPool(one.value(), one.weight()))
                .toList();
        List<Member> members = PoolReader.members(section, vips);
        if (hasPools == hasMembers) {
            section.problemAtStart(
                    hasPools
                            ? "both 'pools' and 'members': a wide IP has one of the two, remove the other"
                            : "no 'pools' in the wide IP '" + section.name()
                                    + "': list its pools, or VIPs as 'members'");
            return null;
        }
        return hasPools ? new WideIp.Pools(weightedPools) : new WideIp.Members(members);
    }

    /** What else the zone may have at this name. */
    private void reportConflicts(WideIp wideIp, YamlSection section) {
        Zone zone = zones.get(wideIp.settings().zone());
        if (zone == null) {
            return;
        }
        DomainName name = wideIp.name();
        Vip alias = firstWithHostname(wideIp);
        String conflict = null;
        if (zone.nameservers().containsKey(name)) {
            conflict = "'" + name + "' is a name server of its zone: give the wide IP another name";
        } else if (alias != null && name.equals(zone.name())) {
            conflict = "'" + name + "' is the zone itself, where no CNAME can stand (RFC 1034), and the VIP '"
                    + alias.name() + "' has a host name: use VIPs with addresses";
        } else if (alias != null && name.equals(alias.hostname())) {
            conflict = "'" + name + "' would be an alias of itself: the VIP '" + alias.name() + "' has this host name";
        } else {
            conflict = records.conflict(zone.records(), name, alias != null);
        }
        if (conflict != null) {
            section.problemAtStart(conflict);
        }
    }

    private static @Nullable Vip firstWithHostname(WideIp wideIp) {
        List<Vip> all = new ArrayList<>();
        Targets.members(wideIp.settings().choices()).forEach(member -> all.add(member.vip()));
        if (wideIp.settings().whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            all.addAll(fallback.vips());
        }
        for (Vip vip : all) {
            if (vip.hostname() != null) {
                return vip;
            }
        }
        return null;
    }
}
