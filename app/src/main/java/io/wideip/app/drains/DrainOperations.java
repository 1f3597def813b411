package io.wideip.app.drains;

import io.wideip.app.admin.Actor;
import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.DrainReport;
import io.wideip.app.api.DrainRequest;
import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.api.ResumeRequest;
import io.wideip.config.catalog.Merged;
import io.wideip.config.orders.NotSavedException;
import io.wideip.config.orders.Order;
import io.wideip.config.orders.Orders;
import io.wideip.config.section.DidYouMean;
import io.wideip.dns.snapshot.DrainPreview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may order of drains. Thread-safe: one order at a time, so that each is weighed with all before it. */
public final class DrainOperations {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");

    private final Orders orders;
    private final Drains drains;
    private final Supplier<@Nullable Merged> merged;

    /** @param merged all that is configured now */
    public DrainOperations(Orders orders, Drains drains, Supplier<@Nullable Merged> merged) {
        this.orders = orders;
        this.drains = drains;
        this.merged = merged;
    }

    public List<Operation<?, ?>> all() {
        return List.of(
                Operation.get("/drains", "The drains in force and those to come.", DrainReport.All.class, this::list),
                Operation.post("/drains", "Orders a drain.", DrainRequest.class, DrainOutcome.class, this::drain),
                Operation.post("/resume", "Ends drains.", ResumeRequest.class, DrainOutcome.class, this::resume));
    }

    /** Those in force. */
    public List<DrainReport> inForce() throws OperationFailure {
        return reports(orders.inForce());
    }

    private DrainReport.All list(OperationCall<Operation.None> call) throws OperationFailure {
        return new DrainReport.All(reports(orders.all()));
    }

    private synchronized DrainOutcome drain(OperationCall<DrainRequest> call) throws OperationFailure {
        DrainRequest request = call.body();
        Merged all = configured();
        Instant now = orders.now();
        Order order = RequestedDrain.of(request, call.actor().name(), all.catalog(), now);
        Order before = orders.given(order.id());
        if (before != null) {
            return repeated(before, order);
        }
        DrainPreview preview = drains.previewWith(order);
        if (request.dryRun()) {
            return outcome(false, List.of(order), preview, List.of());
        }
        if (!request.force()) {
            refuseLosses(call.actor(), order, preview);
        }
        try {
            drains.give(order);
        } catch (NotSavedException | IllegalStateException failure) {
            throw OperationFailure.refused(String.valueOf(failure.getMessage()));
        }
        audit(call.actor(), "gave " + order, preview);
        return outcome(true, List.of(order), preview, List.of());
    }

    /** A request that was sent again, because nobody heard what became of it. */
    private DrainOutcome repeated(Order before, Order again) throws OperationFailure {
        if (!before.drain().equals(again.drain())) {
            throw OperationFailure.refused("there is another drain with the id '" + before.id() + "': take another id");
        }
        return outcome(true, List.of(before), drains.previewWith(before), List.of());
    }

    private static void refuseLosses(Actor actor, Order order, DrainPreview preview) throws OperationFailure {
        if (preview.losing() == 0) {
            return;
        }
        List<String> names =
                preview.losingNames().stream().map(Object::toString).toList();
        AUDIT.info("{} was refused {}: {} would lose the last available datacenter", actor.name(), order, names);
        throw OperationFailure.refused(
                (preview.losing() == 1 ? "1 wide IP would lose its" : preview.losing() + " wide IPs would lose their")
                        + " last available datacenter ("
                        + DidYouMean.listed(names)
                        + "): drain less, wait until another datacenter is up, or force it if that is meant");
    }

    private synchronized DrainOutcome resume(OperationCall<ResumeRequest> call) throws OperationFailure {
        List<Order> chosen = ChosenDrains.of(call.body(), orders.all());
        List<Order> ended = chosen.stream().filter(DrainOperations::isOperators).toList();
        List<Order> remaining =
                chosen.stream().filter(order -> !isOperators(order)).toList();
        if (ended.isEmpty()) {
            DrainReport first = report(remaining.get(0), orders.now());
            throw OperationFailure.refused(
                    "the drain '" + first.id() + "' stands in the YAML (" + first.origin() + "): remove it there");
        }
        DrainPreview preview = drains.previewWithout(ended);
        if (call.body().dryRun()) {
            return outcome(false, ended, preview, remaining);
        }
        try {
            drains.end(ended);
        } catch (NotSavedException failure) {
            throw OperationFailure.refused(String.valueOf(failure.getMessage()));
        }
        ended.forEach(order -> audit(call.actor(), "ended " + order, preview));
        return outcome(true, ended, preview, remaining);
    }

    private static boolean isOperators(Order order) {
        return order.source() == Order.Source.OPERATOR;
    }

    private static void audit(Actor actor, String what, DrainPreview preview) {
        StringBuilder shifts = new StringBuilder();
        preview.shifts()
                .forEach(shift ->
                        shifts.append(", %d from %s to %s".formatted(shift.wideIps(), shift.from(), shift.to())));
        AUDIT.info(
                "{} {}; wide IPs that change: {}{}; that lose the last available datacenter: {} {}",
                actor.name(),
                what,
                preview.wideIps(),
                shifts,
                preview.losing(),
                preview.losingNames());
    }

    private DrainOutcome outcome(boolean done, List<Order> of, DrainPreview preview, List<Order> remaining)
            throws OperationFailure {
        return new DrainOutcome(
                done,
                reports(of),
                orders.areKept(),
                preview.wideIps(),
                preview.shifts().stream()
                        .map(shift -> new DrainOutcome.Shift(
                                List.copyOf(shift.from()), List.copyOf(shift.to()), shift.wideIps()))
                        .toList(),
                preview.losing(),
                preview.losingNames().stream().map(Object::toString).toList(),
                reports(remaining));
    }

    private List<DrainReport> reports(List<Order> of) throws OperationFailure {
        Instant now = orders.now();
        List<DrainReport> reports = new ArrayList<>();
        for (Order order : of) {
            reports.add(report(order, now));
        }
        return reports;
    }

    private DrainReport report(Order order, Instant now) throws OperationFailure {
        Object origin = isOperators(order) ? null : configured().provenance().drain(order.id());
        return new DrainReport(
                order.id(),
                order.source(),
                order.drain().wideIps() == null ? null : order.drain().wideIps().text(),
                order.drain().datacenter(),
                order.drain().vip(),
                order.reason(),
                order.actor(),
                order.from(),
                order.until(),
                order.over(),
                order.isInForce(now),
                origin == null ? null : origin.toString());
    }

    private Merged configured() throws OperationFailure {
        Merged now = merged.get();
        if (now == null) {
            throw OperationFailure.notReady("no catalog is in use yet: try again soon");
        }
        return now;
    }
}
