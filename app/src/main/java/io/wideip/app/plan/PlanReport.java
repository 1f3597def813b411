package io.wideip.app.plan;

import io.wideip.config.AddressText;
import io.wideip.dns.plan.AnswerChange;
import io.wideip.dns.plan.ClientClass;
import io.wideip.dns.plan.ClientsChange;
import io.wideip.dns.plan.PlannedReply;
import java.util.List;

/** Which questions would be answered otherwise, for people and for programs. */
public record PlanReport(List<Change> changes) {

    /** One question. */
    public record Change(String name, String type, List<ForClients> clients) {}

    /** What some clients get now, and what they would get. */
    public record ForClients(List<Clients> clients, List<Reply> before, List<Reply> after) {}

    /**
     * Clients of one family.
     *
     * @param example one of them
     * @param prefers datacenters, best first, empty where nothing is known of them
     * @param wouldPrefer likewise, with the other YAML
     */
    public record Clients(String family, String example, List<String> prefers, List<String> wouldPrefer) {}

    /**
     * A reply, and its share of the queries.
     *
     * @param share above 0, at most 1
     */
    public record Reply(double share, String rcode, List<String> answers) {}

    /** Of what a comparison has found. */
    public static PlanReport of(List<AnswerChange> changes) {
        return new PlanReport(changes.stream()
                .map(change -> new Change(
                        change.name().toString(),
                        change.type(),
                        change.clients().stream().map(PlanReport::of).toList()))
                .toList());
    }

    private static ForClients of(ClientsChange change) {
        return new ForClients(
                change.clients().stream().map(PlanReport::of).toList(),
                change.before().stream().map(PlanReport::of).toList(),
                change.after().stream().map(PlanReport::of).toList());
    }

    private static Clients of(ClientClass clients) {
        return new Clients(
                clients.ipv4() ? "IPv4" : "IPv6", AddressText.of(clients.example()), clients.before(), clients.after());
    }

    private static Reply of(PlannedReply reply) {
        return new Reply(reply.share(), reply.rcode(), reply.answers());
    }

    /** How many names have a change. */
    public long names() {
        return changes.stream().map(Change::name).distinct().count();
    }
}
