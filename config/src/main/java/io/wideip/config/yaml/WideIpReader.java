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
import io.wideip.config.section.Place;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

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
    /** The settings of each node that was read without a problem, by the zone that its wide IP lies in. */
    private final IdentityHashMap<Node, Map<DomainName, WideIpSettings>> known = new IdentityHashMap<>();

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
            DomainName zone = name == null ? null : zones.holding(name);
            WideIpSettings settings = settings(value, zone);
            if (name != null && settings != null) {
                WideIp wideIp = new WideIp(name, settings);
                reportConflicts(wideIp, value);
                wideIps.put(name, settings);
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

    /** What stands under the name; null where there is a problem, or no zone to lie in. Equal texts are read once. */
    private @Nullable WideIpSettings settings(Value value, @Nullable DomainName zone) {
        if (zone == null) {
            read(value, DomainName.ROOT);
            return null;
        }
        Map<DomainName, WideIpSettings> byZone = known.computeIfAbsent(value.node(), any -> new HashMap<>(2));
        WideIpSettings before = byZone.get(zone);
        if (before != null) {
            return before;
        }
        Reading reading = value.reading();
        long problems = reading.problems().added();
        int opened = reading.opened();
        WideIpSettings settings = read(value, zone);
        // What has a problem is read wherever it stands, so that the problem is told of each.
        if (settings != null && reading.problems().added() == problems && !reading.hasUnknownKeys(opened)) {
            byZone.put(zone, settings);
        }
        return settings;
    }

    private @Nullable WideIpSettings read(Value value, DomainName zone) {
        YamlSection section = value.section();
        if (section == null) {
            return null;
        }
        AnswerOptions answers = AnswerOptions.read(section, vips, defaults);
        HealthCheck check = checks.find(section, "healthCheck");
        WideIp.Choices choices = choices(section);
        PolicyOptions policy = policies.read(section);
        if (policy == null || choices == null) {
            return null;
        }
        return new WideIpSettings(
                zone, policy, choices, check, answers.ttl(), answers.maxAnswers(), answers.whenAllDown());
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

    /** What the name itself leaves no room for, or what the zone has there. */
    private void reportConflicts(WideIp wideIp, Value value) {
        Zone zone = zones.get(wideIp.settings().zone());
        String conflict = zone == null ? null : conflict(wideIp, zone);
        if (conflict != null) {
            value.reading().problems().add(value.owner(), conflict);
        }
        DomainName name = wideIp.name();
        HealthCheck check = wideIp.settings().healthCheck();
        if (!name.isWildcard() || check == null || check.probe().host() != null) {
            return;
        }
        YamlSection section = value.section();
        if (section != null) {
            section.tolerateUnknownKeys();
            section.problem(
                    "healthCheck",
                    "'" + name + "' is no name that can be asked for: give the health check '" + check.name()
                            + "' a 'host', or use a tcp one");
        }
    }

    private @Nullable String conflict(WideIp wideIp, Zone zone) {
        DomainName name = wideIp.name();
        Vip alias = firstWithHostname(wideIp.settings());
        if (zone.nameservers().containsKey(name)) {
            return "'" + name + "' is a name server of its zone: give the wide IP another name";
        }
        if (alias != null && name.equals(zone.name())) {
            return "'" + name + "' is the zone itself, where no CNAME can stand (RFC 1034), and the VIP '"
                    + alias.name() + "' has a host name: use VIPs with addresses";
        }
        if (alias != null && name.equals(alias.hostname())) {
            return "'" + name + "' would be an alias of itself: the VIP '" + alias.name() + "' has this host name";
        }
        return records.conflict(zone.records(), name, alias != null);
    }

    private static @Nullable Vip firstWithHostname(WideIpSettings settings) {
        List<Vip> all = new ArrayList<>();
        Targets.members(settings.choices()).forEach(member -> all.add(member.vip()));
        if (settings.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
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
