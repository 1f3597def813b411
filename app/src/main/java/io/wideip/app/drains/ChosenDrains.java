package io.wideip.app.drains;

import io.wideip.app.api.OperationFailure;
import io.wideip.app.api.ResumeRequest;
import io.wideip.config.orders.Order;
import io.wideip.config.section.DidYouMean;
import io.wideip.config.standing.Drain;
import java.util.List;

/** Which drains a request to resume means. */
final class ChosenDrains {
    private ChosenDrains() {}

    /** At least one, the operators' and the YAML's. */
    static List<Order> of(ResumeRequest request, List<Order> all) throws OperationFailure {
        Drain covered = new Drain(RequestedDrain.glob(request.wideIps()), request.datacenter(), request.vip());
        boolean coversNothing = covered.equals(new Drain(null, null, null));
        String id = request.id();
        if ((id == null) == coversNothing) {
            throw OperationFailure.invalid(
                    coversNothing
                            ? "nothing is named: give a drain's id, or what it covers"
                            : "both an id and what the drain covers: give one of the two");
        }
        if (id != null) {
            return byId(id, all);
        }
        List<Order> chosen =
                all.stream().filter(order -> order.drain().equals(covered)).toList();
        if (chosen.isEmpty()) {
            throw OperationFailure.notFound("no drain covers just " + covered + ": " + listed(all));
        }
        return chosen;
    }

    /** An operator's before one of the YAML. */
    private static List<Order> byId(String id, List<Order> all) throws OperationFailure {
        List<Order> named = all.stream().filter(order -> order.id().equals(id)).toList();
        if (named.isEmpty()) {
            throw OperationFailure.notFound("no drain '" + DidYouMean.shortened(id) + "': " + listed(all));
        }
        return List.of(named.get(named.size() - 1));
    }

    private static String listed(List<Order> all) {
        return all.isEmpty()
                ? "there is none"
                : "there are "
                        + DidYouMean.listed(all.stream()
                                .map(order -> order.id() + " (" + order.drain() + ")")
                                .toList());
    }
}
