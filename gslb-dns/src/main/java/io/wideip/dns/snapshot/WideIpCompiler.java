package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.WhenAllDown;
import io.wideip.config.standing.MemberState;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.ExtendedError;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one shape of wide IPs down to bytes.
 *
 * <p>A and AAAA are chosen each among the members that have such an address, so that a client of one family is never sent to a
 * member of the other. Where one family is all down and the other is not, the first is denied (NODATA): clients then use what
 * lives. {@link WhenAllDown} is for when nothing of either lives. Where some members have addresses and others a host name, {@link
 * AliasDecision} comes first.
 */
final class WideIpCompiler {
    private static final String EVERYONE = "all members";
    private static final String FALLBACK = ", answering the fallback";

    private final WideIpShape shape;
    private final ZoneAnswers zone;
    private final Topology topology;

    WideIpCompiler(WideIpShape shape, ZoneAnswers zone, Topology topology) {
        this.shape = shape;
        this.zone = zone;
        this.topology = topology;
    }

    /**
     * The answers while the members stand so.
     *
     * @param states of each address of each member, in the order of {@link WideIpShape#members}
     */
    WideIpAnswers compile(List<MemberState> states) {
        if (states.stream().anyMatch(MemberState::available)) {
            return chosen(states, null);
        }
        if (shape.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            return fallback(fallback, states);
        }
        if (shape.whenAllDown() instanceof WhenAllDown.All) {
            boolean allDrained = states.stream().allMatch(state -> state == MemberState.DRAINED);
            List<MemberState> asIfUp = states.stream()
                    .map(state -> state == MemberState.DRAINED && !allDrained ? state : MemberState.AVAILABLE)
                    .toList();
            return chosen(asIfUp, Outage.of(states, EVERYONE, ", answering as if up"));
        }
        ExtendedError outage = Outage.of(states, EVERYONE, "");
        if (shape.whenAllDown() instanceof WhenAllDown.NoData) {
            return ofAddresses(zone.noData(outage), zone.noData(outage));
        }
        Reply failure = zone.serverFailure(outage);
        // A name that is an alias at times must not be denied a type that its target may have.
        return shape.hasAliases() ? WideIpAnswers.ofAlias(failure) : ofAddresses(failure, failure);
    }

    /** @param outage of all members, where some are answered for all that */
    private WideIpAnswers chosen(List<MemberState> states, @Nullable ExtendedError outage) {
        if (!shape.hasAliases()) {
            return addresses(states, outage);
        }
        if (!shape.hasAddresses()) {
            return WideIpAnswers.ofAlias(family(Family.HOST_NAME, states, outage));
        }
        AliasDecision decision = AliasDecision.of(shape, topology, states);
        WideIpAnswers addresses = addresses(states, outage);
        Answer alias = family(Family.HOST_NAME, states, outage);
        return new WideIpAnswers(
                decision.between(alias, addresses.a()),
                decision.between(alias, addresses.aaaa()),
                decision.between(alias, addresses.other()),
                decision.between(alias, addresses.any()));
    }

    private WideIpAnswers addresses(List<MemberState> states, @Nullable ExtendedError outage) {
        return ofAddresses(family(Family.IPV4, states, outage), family(Family.IPV6, states, outage));
    }

    private WideIpAnswers ofAddresses(Answer a, Answer aaaa) {
        return new WideIpAnswers(a, aaaa, zone.noData(), zone.any());
    }

    private Answer family(Family family, List<MemberState> states, @Nullable ExtendedError outage) {
        return new FamilyCompiler(shape, zone, topology, family, outage).compile(states);
    }

    /** The first says whether the name is an alias; what is of the other kind is left out. */
    private WideIpAnswers fallback(WhenAllDown.Fallback fallback, List<MemberState> states) {
        DomainName hostname = fallback.vips().get(0).hostname();
        return hostname == null
                ? ofAddresses(fallback(fallback, Family.IPV4, states), fallback(fallback, Family.IPV6, states))
                : WideIpAnswers.ofAlias(
                        zone.alias(hostname, shape.ttl().toSeconds(), Outage.of(states, EVERYONE, FALLBACK)));
    }

    private Reply fallback(WhenAllDown.Fallback fallback, Family family, List<MemberState> states) {
        List<InetAddress> addresses = fallback.vips().stream()
                .flatMap(vip -> vip.addresses().stream())
                .filter(address -> Family.of(address) == family)
                .distinct()
                .limit(shape.maxAnswers())
                .toList();
        return addresses.isEmpty()
                ? zone.noData(Outage.of(states, EVERYONE, ""))
                : zone.addresses(addresses, shape.ttl().toSeconds(), Outage.of(states, EVERYONE, FALLBACK));
    }
}
