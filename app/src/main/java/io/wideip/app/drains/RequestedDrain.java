package io.wideip.app.drains;

import io.wideip.app.api.DrainRequest;
import io.wideip.app.api.OperationFailure;
import io.wideip.config.Catalog;
import io.wideip.config.Glob;
import io.wideip.config.Vip;
import io.wideip.config.orders.Order;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.section.Durations;
import io.wideip.config.standing.Drain;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a request to an order, or to what is wrong with it. */
final class RequestedDrain {
    private static final int LONGEST_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Duration SHORTEST_STEPS = Duration.ofSeconds(10);
    private static final Duration LONGEST_STEPS = Duration.ofDays(1);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private RequestedDrain() {}

    static Order of(DrainRequest request, String actor, Catalog catalog, Instant now) throws OperationFailure {
        Drain drain = new Drain(
                glob(request.wideIps()),
                known("datacenter", request.datacenter(), catalog.datacenters().keySet()),
                known("VIP", request.vip(), catalog.vips().keySet()));
        if (drain.equals(new Drain(null, null, null))) {
            throw OperationFailure.invalid(
                    "the drain covers nothing: give a pattern of wide IPs, a datacenter or a VIP");
        }
        requireMembers(drain, catalog, request.force());
        String reason = request.reason() == null ? "" : request.reason();
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw OperationFailure.invalid(
                    reason.isBlank()
                            ? "no reason: say why, for who finds the drain later"
                            : "the reason has more than " + LONGEST_REASON + " characters: say it shorter");
        }
        String id = request.id() == null ? DrainId.drawn() : request.id();
        if (!ID.matcher(id).matches()) {
            throw OperationFailure.invalid(
                    "the id '" + DidYouMean.shortened(id) + "': write 1 to 40 lower-case letters, digits and '-'");
        }
        Instant until = until(request, now);
        return new Order(
                id, Order.Source.OPERATOR, drain, reason, actor, now, until, over(request, drain, catalog, until, now));
    }

    private static @Nullable Duration over(
            DrainRequest request, Drain drain, Catalog catalog, @Nullable Instant until, Instant now)
            throws OperationFailure {
        Duration over = request.over();
        if (over == null) {
            return null;
        }
        if (over.compareTo(SHORTEST_STEPS) < 0 || over.compareTo(LONGEST_STEPS) > 0) {
            throw OperationFailure.invalid("the weights can go down over " + Durations.format(SHORTEST_STEPS) + " to "
                    + Durations.format(LONGEST_STEPS) + ", not over " + Durations.format(over));
        }
        if (until != null && until.isBefore(now.plus(over))) {
            throw OperationFailure.invalid("the drain would end before its weights are down: let it last longer");
        }
        UnreadWeights unread = UnreadWeights.of(catalog, drain);
        if (unread.count() > 0) {
            throw OperationFailure.refused((unread.count() == 1
                            ? "the policy of 1 wide IP reads no weights"
                            : "the policies of " + unread.count() + " wide IPs read no weights")
                    + " that could go down over time (" + String.join(", ", unread.examples())
                    + "): drain at once, or name wide IPs whose policy does");
        }
        return over;
    }

    static @Nullable Glob glob(@Nullable String written) throws OperationFailure {
        try {
            return written == null ? null : Glob.ofNames(written);
        } catch (IllegalArgumentException malformed) {
            throw OperationFailure.invalid("'" + DidYouMean.shortened(written) + "' " + malformed.getMessage());
        }
    }

    private static @Nullable String known(String kind, @Nullable String name, Collection<String> names)
            throws OperationFailure {
        if (name != null && !names.contains(name)) {
            throw OperationFailure.invalid(DidYouMean.unknown(kind, name, names));
        }
        return name;
    }

    private static void requireMembers(Drain drain, Catalog catalog, boolean force) throws OperationFailure {
        Vip vip = drain.vip() == null ? null : catalog.vips().get(drain.vip());
        if (vip != null
                && drain.datacenter() != null
                && !vip.datacenter().name().equals(drain.datacenter())) {
            throw OperationFailure.invalid("the VIP '" + vip.name() + "' is in the datacenter '"
                    + vip.datacenter().name() + "', not in '" + drain.datacenter() + "': leave one of the two out");
        }
        Glob wideIps = drain.wideIps();
        if (wideIps == null || force) {
            return;
        }
        boolean[] found = {false};
        catalog.wideIps()
                .forEach(wideIp ->
                        found[0] |= !found[0] && wideIps.matches(wideIp.name().text()));
        if (!found[0]) {
            throw OperationFailure.refused("no wide IP is named like '" + wideIps.text()
                    + "': correct it, or force it if the drain is for one that is to come");
        }
    }

    private static @Nullable Instant until(DrainRequest request, Instant now) throws OperationFailure {
        Duration duration = request.duration();
        Instant until = request.until();
        if (duration != null && until != null) {
            throw OperationFailure.invalid("both a duration and an end: give one of the two");
        }
        if (duration == null && until == null) {
            return null;
        }
        Instant end = duration == null || duration.compareTo(LONGEST) > 0 ? until : now.plus(duration);
        if (end == null || !end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw OperationFailure.invalid(
                    "the drain would end in the past or after more than ten years: it is " + now + " at the server");
        }
        return end;
    }
}
