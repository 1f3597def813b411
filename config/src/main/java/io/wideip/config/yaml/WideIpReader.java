package io.wideip.config.yaml;

import io.wideip.config.DomainName;
import io.wideip.config.WideIps;
import io.wideip.config.catalog.AnswerDefinition;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.MemberDefinition;
import io.wideip.config.catalog.PoolDefinition;
import io.wideip.config.catalog.VipDefinition;
import io.wideip.config.catalog.WeightedName;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.section.Place;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code wideIps}. */
final class WideIpReader {
    private static final List<String> KEYS =
            List.of("policy", "pools", "members", "healthCheck", "ttl", "maxAnswers", "whenAllDown");

    private final Zones zones;
    private final Names<VipDefinition> vips;
    private final Names<PoolDefinition> pools;
    private final Names<HealthCheckDefinition> checks;
    private final PolicyReader policies;
    /** What each node gave that was read without a problem. */
    private final IdentityHashMap<Node, WrittenText<WideIpDefinition>> known = new IdentityHashMap<>();

    WideIpReader(
            Zones zones,
            Names<VipDefinition> vips,
            Names<PoolDefinition> pools,
            Names<HealthCheckDefinition> checks,
            PolicyReader policies) {
        this.zones = zones;
        this.vips = vips;
        this.pools = pools;
        this.checks = checks;
        this.policies = policies;
    }

    NameMap<Defined<WideIpDefinition>> read(YamlSection section) {
        NameMapEdit<Defined<WideIpDefinition>> wideIps =
                WideIps.<Defined<WideIpDefinition>>emptyNames().edit();
        int[] names = {0};
        Value unindented = unindented(section);
        section.entries().forEach((written, value) -> {
            if (unindented != null && (KEYS.contains(written) || value.isEmpty())) {
                return;
            }
            DomainName name = name(written, value);
            boolean hasZone = name != null && isInItsZone(name, value);
            WrittenText<WideIpDefinition> text = text(value);
            if (name != null) {
                names[0]++;
            }
            if (name != null && hasZone && text != null) {
                wideIps.put(name.wire(), new Written<>(text, value.owner(), value.place()));
            }
        });
        NameMap<Defined<WideIpDefinition>> read = wideIps.apply();
        if (read.size() < names[0]) {
            reportNamesGivenTwice(section);
        }
        return read;
    }

    /** The first key of a wide IP that stands where names stand, so that the name above it has no value; reported. */
    private static @Nullable Value unindented(YamlSection section) {
        for (String key : KEYS) {
            Value value = section.isGiven(key) ? section.entries().get(key) : null;
            if (value != null) {
                value.reading()
                        .problems()
                        .add(
                                value.owner(),
                                "'" + key + "' stands where names of wide IPs do: indent it below its wide IP");
                return value;
            }
        }
        return null;
    }

    /** Null where the name is no place for a wide IP. */
    private static @Nullable DomainName name(String written, Value value) {
        DomainName name = Scalars.domainName(value.reading(), value.owner(), written);
        if (name == null) {
            return null;
        }
        if (name.text().lastIndexOf('*') > 0 || name.text().startsWith("*") && !name.isWildcard()) {
            value.reading()
                    .problems()
                    .add(value.owner(), "'" + written + "': a '*' stands for a whole first label, as in *.example.com");
            return null;
        }
        return name;
    }

    /** False where it lies in no zone, or in one with problems: then nothing can be said of what the zone has there. */
    private boolean isInItsZone(DomainName name, Value value) {
        DomainName zone = zones.holding(name);
        if (zone == null) {
            value.reading()
                    .unknownName(
                            "zones", value.owner(), () -> "'" + name + "' is outside all zones: " + zones.mend(name));
        }
        return zone != null && zones.get(zone) != null;
    }

    /** Names that differ in their letters' case only. */
    private static void reportNamesGivenTwice(YamlSection section) {
        Map<DomainName, Place> places = new HashMap<>();
        section.entries().forEach((written, value) -> {
            DomainName name = parse(written);
            Place before = name == null ? null : places.putIfAbsent(name, value.owner());
            if (before != null) {
                value.reading()
                        .problems()
                        .add(
                                value.owner(),
                                "the wide IP '" + name + "' is given twice: keep one, the other is at " + before);
            }
        });
    }

    private static @Nullable DomainName parse(String written) {
        try {
            return DomainName.parse(written);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What stands under the name; null where there is a problem. Equal texts are read once. */
    private @Nullable WrittenText<WideIpDefinition> text(Value value) {
        WrittenText<WideIpDefinition> before = known.get(value.node());
        if (before != null) {
            return before;
        }
        Reading reading = value.reading();
        long problems = reading.found();
        int opened = reading.opened();
        YamlSection section = value.section();
        WideIpDefinition definition = section == null ? null : definition(section);
        if (section == null || definition == null) {
            return null;
        }
        WrittenText<WideIpDefinition> text = WrittenText.of(definition, value.place(), section);
        // What has a problem is read wherever it stands, so that the problem is told of each.
        if (reading.found() == problems && !reading.hasUnknownKeys(opened)) {
            known.put(value.node(), text);
        }
        return text;
    }

    private @Nullable WideIpDefinition definition(YamlSection section) {
        AnswerDefinition answers = AnswerReader.read(section, vips);
        String check = checks.find(section, "healthCheck");
        WideIpDefinition.Choices choices = choices(section);
        PolicyReader.Read policy = policies.read(section);
        return policy == null || choices == null ? null : new WideIpDefinition(policy.given(), choices, check, answers);
    }

    private WideIpDefinition.@Nullable Choices choices(YamlSection section) {
        boolean hasPools = section.has("pools");
        boolean hasMembers = section.has("members");
        boolean namesTheOthers = hasPools
                ? WeightedList.isOfAnother(section, "pools", "pool", pools, "members", vips)
                : WeightedList.isOfAnother(section, "members", "vip", vips, "pools", pools);
        if (namesTheOthers) {
            return null;
        }
        List<WeightedName> weightedPools = WeightedList.read(section, "pools", "pool", pools);
        List<MemberDefinition> members = PoolReader.members(section, vips);
        if (hasPools && hasMembers) {
            section.problemAtStart("both 'pools' and 'members': a wide IP has one of the two, remove the other");
            return null;
        }
        if (!hasPools && !hasMembers) {
            section.missing(
                    "pools",
                    "no 'pools' in the wide IP '" + section.name() + "': list its pools, or VIPs as 'members'",
                    "members");
            return null;
        }
        return hasPools ? new WideIpDefinition.Pools(weightedPools) : new WideIpDefinition.Members(members);
    }
}
