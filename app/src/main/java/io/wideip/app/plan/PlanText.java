package io.wideip.app.plan;

import io.wideip.app.plan.PlanReport.Change;
import io.wideip.app.plan.PlanReport.Clients;
import io.wideip.app.plan.PlanReport.ForClients;
import io.wideip.app.plan.PlanReport.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as people read it: in a terminal, or in a pull request. */
public final class PlanText {
    private PlanText() {}

    /** Ends with a line break. */
    public static String of(PlanReport plan) {
        StringBuilder text = new StringBuilder();
        notes(plan).forEach(note -> text.append(note).append('\n'));
        if (!plan.problems().isEmpty()) {
            return text.toString();
        }
        text.append(summary(plan)).append('\n');
        for (Change change : plan.changes()) {
            text.append('\n')
                    .append(change.name())
                    .append(' ')
                    .append(change.type())
                    .append('\n');
            for (ForClients each : change.clients()) {
                text.append("  ").append(clients(each)).append('\n');
                boolean whole = isMore(change, each);
                text.append("    now   ")
                        .append(replies(change, each.before(), whole))
                        .append('\n');
                text.append("    then  ")
                        .append(replies(change, each.after(), whole))
                        .append('\n');
            }
        }
        text.append(further(plan));
        return text.toString();
    }

    /** The same as a table of Markdown. */
    public static String markdown(PlanReport plan) {
        StringBuilder text = new StringBuilder();
        notes(plan).forEach(note -> text.append("- ").append(note).append('\n'));
        if (!plan.problems().isEmpty()) {
            return text.toString();
        }
        text.append(text.isEmpty() ? "" : "\n").append(summary(plan)).append('\n');
        if (!plan.changes().isEmpty()) {
            text.append("\n| name | type | clients | now | then |\n|---|---|---|---|---|\n");
        }
        for (Change change : plan.changes()) {
            for (ForClients each : change.clients()) {
                boolean whole = isMore(change, each);
                text.append("| `%s` | %s | %s | %s | %s |%n"
                        .formatted(
                                change.name(),
                                change.type(),
                                cell(clients(each)),
                                cell(replies(change, each.before(), whole)),
                                cell(replies(change, each.after(), whole))));
            }
        }
        text.append(further(plan));
        return text.toString();
    }

    /** What is to be known beside the changes, a line each. */
    private static List<String> notes(PlanReport plan) {
        List<String> notes = new ArrayList<>(plan.problems());
        plan.refusals().forEach(refusal -> notes.add("a reload would be refused: " + refusal));
        if (!plan.waiting().isEmpty()) {
            notes.add("without effect until a restart: " + String.join(", ", plan.waiting()));
        }
        if (!plan.unreadClusters().isEmpty()) {
            notes.add("not known before the reload are the Routes of: " + String.join(", ", plan.unreadClusters()));
        }
        if (plan.unjudgedTargets() > 0) {
            notes.add(counted(plan.unjudgedTargets(), "target") + " without a verdict yet: taken for up");
        }
        return notes;
    }

    private static String further(PlanReport plan) {
        int further = plan.answers() - plan.changes().size();
        return further == 0 ? "" : "\nand " + counted(further, "more answer") + "\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String summary(PlanReport plan) {
        return plan.answers() == 0
                ? "no answer would change"
                : counted(plan.answers(), "answer") + " of " + counted(plan.names(), "name") + " would change";
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String clients(ForClients change) {
        Set<String> orders = new LinkedHashSet<>();
        change.clients().forEach(clients -> orders.add(order(clients)));
        String families =
                change.clients().stream().map(Clients::family).distinct().collect(Collectors.joining(" and "));
        return families + " clients " + String.join("; ", orders) + ", such as "
                + change.clients().get(0).example();
    }

    private static String order(Clients clients) {
        String now = preference(clients.prefers());
        return clients.prefers().equals(clients.wouldPrefer())
                ? now
                : now + ", then " + preference(clients.wouldPrefer());
    }

    private static String preference(List<String> order) {
        return order.isEmpty() ? "of no rule" : "that prefer " + String.join(", ", order);
    }

    /** Whether only what is beside the answers differs, so that it is shown, too. */
    private static boolean isMore(Change change, ForClients each) {
        return replies(change, each.before(), false).equals(replies(change, each.after(), false));
    }

    private static String replies(Change change, List<Reply> replies, boolean whole) {
        return replies.stream().map(reply -> reply(change, reply, whole)).collect(Collectors.joining("; or "));
    }

    private static String reply(Change change, Reply reply, boolean whole) {
        String share = reply.share() > 0.9995
                ? ""
                : String.format(Locale.ROOT, "%.1f %%: ", reply.share() * 100).replace(".0 %", " %");
        return share
                + (reply.answers().isEmpty() ? denial(reply) : answers(change, reply))
                + (whole ? beside(reply) : "");
    }

    private static String beside(Reply reply) {
        List<String> beside = new ArrayList<>(reply.authorities());
        if (reply.extendedError() != null) {
            beside.add(reply.extendedError());
        }
        return beside.isEmpty() ? "" : " [" + String.join(", ", beside) + "]";
    }

    private static String denial(Reply reply) {
        return reply.rcode().equals("NOERROR") ? "no such record" : reply.rcode();
    }

    private static String answers(Change change, Reply reply) {
        String own = change.name() + " ";
        String answers = reply.answers().stream()
                .map(answer -> answer.startsWith(own) ? answer.substring(own.length()) : answer)
                .collect(Collectors.joining(", "));
        return reply.rcode().equals("NOERROR") ? answers : answers + " (" + reply.rcode() + ")";
    }
}
