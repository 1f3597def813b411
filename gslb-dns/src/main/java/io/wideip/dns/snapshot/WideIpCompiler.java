package io.wideip.dns.snapshot;

import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.ExtendedError;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one shape of wide IPs down to bytes.
 *
 * <p>A and AAAA are chosen each among the members that have such an address, so that a client of one family is never sent to a
 * member of the other. Where one family is all down and the other is not, the first is denied (NODATA): clients then use what
 * lives. {@link WhenAllDown} is for when nothing of either lives.
 */
final class WideIpCompiler {
    private static final String EVERYONE = "all members";

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
            boolean alias = fallback.vips().get(0).hostname() != null;
            return withOther(fallback(fallback, Family.IPV4, states), fallback(fallback, Family.IPV6, states), alias);
        }
        if (shape.whenAllDown() instanceof WhenAllDown.All) {
            boolean allDrained = states.stream().allMatch(state -> state == MemberState.DRAINED);
            List<MemberState> asIfUp = states.stream()
                    .map(state -> state == MemberState.DRAINED && !allDrained ? state : MemberState.AVAILABLE)
                    .toList();
            return chosen(asIfUp, Outage.of(states, EVERYONE, ", answering as if up"));
        }
        ExtendedError outage = Outage.of(states, EVERYONE, "");
        Reply none =
                shape.whenAllDown() instanceof WhenAllDown.ServFail ? zone.serverFailure(outage) : zone.noData(outage);
        return new WideIpAnswers(none, none, zone.noData());
    }

    /** @param outage of all members, where some are answered for all that */
    private WideIpAnswers chosen(List<MemberState> states, @Nullable ExtendedError outage) {
        return withOther(family(Family.IPV4, states, outage), family(Family.IPV6, states, outage), true);
    }

    private Answer family(Family family, List<MemberState> states, @Nullable ExtendedError outage) {
        return new FamilyCompiler(shape, zone, topology, family, outage).compile(states);
    }

    private WideIpAnswers withOther(Answer a, Answer aaaa, boolean mayBeAlias) {
        // Only where every answer is a CNAME is it one for all types (RFC 1034 section 3.6.2).
        boolean alwaysAlias = mayBeAlias
                && shape.members().stream().allMatch(member -> member.vip().hostname() != null);
        return new WideIpAnswers(a, aaaa, alwaysAlias ? a : zone.noData());
    }

    private Answer fallback(WhenAllDown.Fallback fallback, Family family, List<MemberState> states) {
        ExtendedError outage = Outage.of(states, EVERYONE, ", answering the fallback");
        Vip first = fallback.vips().get(0);
        if (first.hostname() != null) {
            return zone.alias(
                    Objects.requireNonNull(first.hostname()), shape.ttl().toSeconds(), outage);
        }
        List<InetAddress> addresses = fallback.vips().stream()
                .flatMap(vip -> vip.addresses().stream())
                .filter(family::has)
                .limit(shape.maxAnswers())
                .toList();
        return addresses.isEmpty()
                ? zone.noData(Outage.of(states, EVERYONE, ""))
                : zone.addresses(addresses, shape.ttl().toSeconds(), outage);
    }
}
