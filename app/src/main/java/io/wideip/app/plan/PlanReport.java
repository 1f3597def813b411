package io.wideip.app.plan;

import io.wideip.config.AddressText;
import io.wideip.config.section.Problem;
import io.wideip.dns.plan.AnswerChange;
import io.wideip.dns.plan.CatalogDifference;
import io.wideip.dns.plan.ClientClass;
import io.wideip.dns.plan.ClientsChange;
import io.wideip.dns.plan.PlannedReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which questions would be answered otherwise, for people and for programs.
 *
 * @param problems of the other YAML: with any there is no plan
 * @param refusals why a reload would refuse it though it has no problem: then nothing would change
 * @param waiting options whose values would have no effect before a restart
 * @param unreadClusters whose Routes are not known before the reload
 * @param unjudgedTargets that have no verdict yet and count as up
 * @param answers how many would change
 * @param names how many names have one of them
 * @param changes the first of these answers, by name
 */
public record PlanReport(
        List<String> problems,
        List<String> refusals,
        List<String> waiting,
        List<String> unreadClusters,
        int unjudgedTargets,
        int answers,
        int names,
        List<Change> changes) {

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
     * A reply, and its share of the queries. The serial of a SOA is {@code *}.
     *
     * @param share above 0, at most 1
     * @param extendedError why it is as it is (RFC 8914)
     */
    public record Reply(
            double share,
            String rcode,
            List<String> answers,
            List<String> authorities,
            @Nullable String extendedError) {}

    /** No plan. */
    static PlanReport ofProblems(List<Problem> problems) {
        return new PlanReport(
                problems.stream().map(Problem::toString).toList(), List.of(), List.of(), List.of(), 0, 0, 0, List.of());
    }

    /** Of what a comparison has found, without a server. */
    public static PlanReport of(CatalogDifference difference) {
        return of(difference, List.of(), List.of(), List.of(), 0);
    }

    static PlanReport of(
            CatalogDifference difference,
            List<String> refusals,
            List<String> waiting,
            List<String> unreadClusters,
            int unjudgedTargets) {
        return new PlanReport(
                List.of(),
                refusals,
                waiting,
                unreadClusters,
                unjudgedTargets,
                difference.answers(),
                difference.names(),
                difference.changes().stream().map(PlanReport::of).toList());
    }

    private static Change of(AnswerChange change) {
        return new Change(
                change.name().toString(),
                change.type(),
                change.clients().stream().map(PlanReport::of).toList());
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
        return new Reply(reply.share(), reply.rcode(), reply.answers(), reply.authorities(), reply.extendedError());
    }

    /** Whether the YAML can't be put to use as it is. */
    public boolean isRefused() {
        return !problems.isEmpty() || !refusals.isEmpty();
    }
}
