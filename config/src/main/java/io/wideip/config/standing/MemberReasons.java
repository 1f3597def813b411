package io.wideip.config.standing;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a member stands at one of its addresses, and why.
 *
 * @param vip the VIP's own check; null where it has none
 * @param application the application's; null where it has none
 * @param drains the orders that cover it
 */
public record MemberReasons(
        MemberStanding standing,
        @Nullable Judged vip,
        @Nullable Judged application,
        List<Drain> drains) {

    static List<MemberReasons> of(
            DomainName wideIp, Constellation constellation, Verdicts verdicts, Collection<Drain> orders) {
        return constellation.standings().stream()
                .map(standing -> of(wideIp, constellation.settings(), standing, verdicts, orders))
                .toList();
    }

    private static MemberReasons of(
            DomainName wideIp,
            WideIpSettings settings,
            MemberStanding standing,
            Verdicts verdicts,
            Collection<Drain> orders) {
        MemberAddress address = standing.address();
        return new MemberReasons(
                standing,
                judged(Targets.vipCheck(address), verdicts),
                judged(Targets.applicationTarget(wideIp, settings, address), verdicts),
                orders.stream()
                        .filter(drain -> drain.covers(wideIp) && drain.covers(address.vip()))
                        .toList());
    }

    private static @Nullable Judged judged(@Nullable Target target, Verdicts verdicts) {
        return target == null ? null : new Judged(target, verdicts.of(target));
    }

    /** A target and what is known of it now, which may be newer than the answers by a moment. */
    public record Judged(Target target, TargetStatus status) {}
}
