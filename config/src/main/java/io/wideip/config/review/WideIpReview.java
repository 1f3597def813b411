package io.wideip.config.review;

import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.Vip;
import io.wideip.config.WarningCode;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Provenance;
import io.wideip.config.section.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is surely not meant about wide IPs and pools. Settings that many wide IPs share are told of once. */
final class WideIpReview {
    private static final Duration LONG_TTL = Duration.ofHours(1);

    private final Merged merged;
    private final Provenance provenance;
    private final Findings findings;
    private final Set<WideIpSettings> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    WideIpReview(Merged merged, Findings findings) {
        this.merged = merged;
        this.provenance = merged.provenance();
        this.findings = findings;
    }

    void run() {
        merged.catalog().wideIps().byName().forEach((wire, settings) -> {
            if (seen.add(settings)) {
                review(wire, settings);
            }
        });
        for (Pool pool : merged.catalog().pools().values()) {
            weights(
                    pool.policy(),
                    pool.members().stream().map(Member::weight).toList(),
                    () -> provenance.of("pools", pool.name(), "members"));
        }
    }

    private void review(byte[] wire, WideIpSettings settings) {
        weights(
                settings.policy(),
                weights(settings.choices()),
                origin(wire, settings.choices() instanceof WideIp.Pools ? "pools" : "members"));
        if (settings.healthCheck() == null && members(settings).noneMatch(WideIpReview::isChecked)) {
            findings.add(
                    WarningCode.NO_HEALTH_CHECK,
                    () -> provenance.wideIp(DomainName.ofWire(wire)),
                    "'" + DomainName.ofWire(wire)
                            + "' has no health check, nor have its VIPs: it goes on answering what is dead, give it a 'healthCheck'");
        }
        if (settings.ttl().compareTo(LONG_TTL) > 0) {
            findings.add(
                    WarningCode.LONG_TTL,
                    origin(wire, "ttl"),
                    "'ttl' is '" + Durations.format(settings.ttl())
                            + "': clients go on with a dead address for as long, write 5m or less");
        }
        if (settings.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            Set<String> members =
                    members(settings).map(member -> member.vip().name()).collect(Collectors.toUnmodifiableSet());
            fallback.vips().stream()
                    .map(Vip::name)
                    .filter(members::contains)
                    .forEach(vip -> findings.add(
                            WarningCode.FALLBACK_IS_MEMBER,
                            origin(wire, "whenAllDown"),
                            "the fallback '" + vip
                                    + "' is a member, too, and down when it is needed: name a VIP that is no member"));
        }
    }

    private void weights(PolicyOptions policy, List<Integer> weights, Supplier<@Nullable Origin> origin) {
        if (policy.readsWeights()) {
            if (weights.stream().allMatch(weight -> weight == 0)) {
                findings.add(
                        WarningCode.ALL_WEIGHTS_ZERO,
                        origin,
                        "every weight is 0, which counts as if all were equal: give a weight to what is to be used");
            }
        } else if (weights.stream().distinct().count() > 1) {
            findings.add(
                    WarningCode.UNREAD_WEIGHTS,
                    origin,
                    "the policy '" + policy.name()
                            + "' does not read weights: write policy: weighted, or take the weights out");
        }
    }

    private Supplier<@Nullable Origin> origin(byte[] wire, String key) {
        return () -> {
            DomainName name = DomainName.ofWire(wire);
            Origin given = provenance.wideIp(name, key);
            return Origin.BUILT_IN.equals(given) ? provenance.wideIp(name) : given;
        };
    }

    private static List<Integer> weights(WideIp.Choices choices) {
        return choices instanceof WideIp.Pools pools
                ? pools.pools().stream().map(WideIp.WeightedPool::weight).toList()
                : ((WideIp.Members) choices)
                        .members().stream().map(Member::weight).toList();
    }

    private static Stream<Member> members(WideIpSettings settings) {
        return settings.choices() instanceof WideIp.Pools pools
                ? pools.pools().stream().flatMap(weighted -> weighted.pool().members().stream())
                : ((WideIp.Members) settings.choices()).members().stream();
    }

    private static boolean isChecked(Member member) {
        return member.healthCheck() != null || member.vip().healthCheck() != null;
    }
}
