package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.PolicyOptions;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Targets;
import java.time.Duration;

/** All of a wide IP that its answers depend on, besides the state of its members. Wide IPs of one shape share answers. */
record WideIpShape(
        DomainName zone,
        PolicyOptions policy,
        WideIp.Choices choices,
        Duration ttl,
        int maxAnswers,
        WhenAllDown whenAllDown) {

    static WideIpShape of(WideIpSettings settings) {
        return new WideIpShape(
                settings.zone(),
                settings.policy(),
                settings.choices(),
                settings.ttl(),
                settings.maxAnswers(),
                settings.whenAllDown());
    }

    boolean hasAliases() {
        return Targets.members(choices).stream().anyMatch(member -> member.vip().hostname() != null);
    }

    boolean hasAddresses() {
        return Targets.members(choices).stream().anyMatch(member -> member.vip().hostname() == null);
    }
}
