package io.wideip.app.explain;

import io.wideip.config.DomainName;
import io.wideip.config.PolicyOptions;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import java.util.List;
import java.util.TreeSet;

/**
 * The wide IPs whose answers depend on where clients are.
 *
 * @param first some of them, by name
 * @param further how many more there are
 */
public record GeoWideIps(List<DomainName> first, int further) {
    private static final String GEO = "geo";

    /** @param most so many are named */
    static GeoWideIps of(WideIps wideIps, int most) {
        TreeSet<DomainName> first = new TreeSet<>();
        int[] all = {0};
        wideIps.forEach(wideIp -> {
            if (include(wideIp.settings())) {
                all[0]++;
                first.add(wideIp.name());
                if (first.size() > most) {
                    first.pollLast();
                }
            }
        });
        return new GeoWideIps(List.copyOf(first), all[0] - first.size());
    }

    /** Whether the policy in either tier is {@code geo}. */
    public static boolean include(WideIpSettings settings) {
        return isGeo(settings.policy())
                || settings.choices() instanceof WideIp.Pools pools
                        && pools.pools().stream()
                                .anyMatch(each -> isGeo(each.pool().policy()));
    }

    public static boolean isGeo(PolicyOptions policy) {
        return policy.name().equals(GEO);
    }
}
