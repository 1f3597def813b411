package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.WhenAllDown;
import io.wideip.config.standing.MemberStanding;
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
 * <p>A and AAAA are chosen separately, each among the members that have such an address, so that a client of one family
 * is never sent to a member of the other. Where one family is all down and the other is not, the first is denied
 * (NODATA): clients then use the one that lives. {@link WhenAllDown} is for when both are down. Where some members have
 * addresses and others a host name, {@link AliasDecision} comes first.
 */
final class WideIpCompiler {
    private static final String EVERYONE = "all members";
    private static final String FALLBACK = ", answering the fallback";

    private final WideIpShape shape;
    private final ZoneAnswers zone;
    private final Topology topology;
    private final CompilerObserver observer;

    WideIpCompiler(WideIpShape shape, ZoneAnswers zone, Topology topology) {
        this(shape, zone, topology, CompilerObserver.NONE);
    }

    WideIpCompiler(WideIpShape shape, ZoneAnswers zone, Topology topology, CompilerObserver observer) {
        this.observer = observer;
        this.shape = shape;
        this.zone = zone;
        this.topology = topology;
    }

    /**
     * The answers while the members stand so.
     *
     * @param standings of each address of each member, one member after the other
     */
    WideIpAnswers compile(List<MemberStanding> standings) {
        if (standings.stream().anyMatch(MemberStanding::available)) {
            return chosen(standings, null);
        }
        observer.allDown(shape.whenAllDown());
        if (shape.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            return fallback(fallback, standings);
        }
        if (shape.whenAllDown() instanceof WhenAllDown.All) {
            boolean allDrained = standings.stream().allMatch(each -> each.state() == MemberState.DRAINED);
            List<MemberStanding> asIfUp = standings.stream()
                    .map(each ->
                            each.state() == MemberState.DRAINED && !allDrained ? each : each.as(MemberState.AVAILABLE))
                    .toList();
            return chosen(asIfUp, Outage.of(standings, EVERYONE, ", answering as if up"));
        }
        ExtendedError outage = Outage.of(standings, EVERYONE, "");
        if (shape.whenAllDown() instanceof WhenAllDown.NoData) {
            return ofAddresses(zone.noData(outage), zone.noData(outage));
        }
        Reply failure = zone.serverFailure(outage);
        // A name that is an alias at times must not be denied a type that its target may have.
        return shape.hasAliases() ? WideIpAnswers.ofAlias(failure) : ofAddresses(failure, failure);
    }

    /** @param outage of all members, where some are answered for all that */
    private WideIpAnswers chosen(List<MemberStanding> standings, @Nullable ExtendedError outage) {
        if (!shape.hasAliases()) {
            return addresses(standings, outage);
        }
        if (!shape.hasAddresses()) {
            return WideIpAnswers.ofAlias(family(Family.HOST_NAME, standings, outage));
        }
        AliasDecision decision = AliasDecision.of(shape, topology, standings, observer);
        WideIpAnswers addresses = addresses(standings, outage);
        Answer alias = family(Family.HOST_NAME, standings, outage);
        return new WideIpAnswers(
                decision.between(alias, addresses.a()),
                decision.between(alias, addresses.aaaa()),
                decision.between(alias, addresses.other()),
                decision.between(alias, addresses.any()));
    }

    private WideIpAnswers addresses(List<MemberStanding> standings, @Nullable ExtendedError outage) {
        return ofAddresses(family(Family.IPV4, standings, outage), family(Family.IPV6, standings, outage));
    }

    private WideIpAnswers ofAddresses(Answer a, Answer aaaa) {
        return new WideIpAnswers(a, aaaa, zone.noData(), zone.any());
    }

    private Answer family(Family family, List<MemberStanding> standings, @Nullable ExtendedError outage) {
        return new FamilyCompiler(shape, zone, topology, family, outage, observer).compile(standings);
    }

    /** The first says whether the name is an alias; what is of the other kind is left out. */
    private WideIpAnswers fallback(WhenAllDown.Fallback fallback, List<MemberStanding> standings) {
        DomainName hostname = fallback.vips().get(0).hostname();
        return hostname == null
                ? ofAddresses(fallback(fallback, Family.IPV4, standings), fallback(fallback, Family.IPV6, standings))
                : WideIpAnswers.ofAlias(
                        zone.alias(hostname, shape.ttl().toSeconds(), Outage.of(standings, EVERYONE, FALLBACK)));
    }

    private Reply fallback(WhenAllDown.Fallback fallback, Family family, List<MemberStanding> standings) {
        List<InetAddress> addresses = fallback.vips().stream()
                .flatMap(vip -> vip.addresses().stream())
                .filter(address -> Family.of(address) == family)
                .distinct()
                .limit(shape.maxAnswers())
                .toList();
        return addresses.isEmpty()
                ? zone.noData(Outage.of(standings, EVERYONE, ""))
                : zone.addresses(addresses, shape.ttl().toSeconds(), Outage.of(standings, EVERYONE, FALLBACK));
    }
}
