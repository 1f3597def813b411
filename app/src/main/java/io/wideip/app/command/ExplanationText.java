package io.wideip.app.command;

import io.wideip.app.api.ExplanationReport;
import io.wideip.app.api.ExplanationReport.CheckReport;
import io.wideip.app.api.ExplanationReport.ClientGroupReport;
import io.wideip.app.api.ExplanationReport.LocationReport;
import io.wideip.app.api.ExplanationReport.MemberExplanation;
import io.wideip.app.api.ExplanationReport.NameReport;
import io.wideip.app.api.ExplanationReport.QuestionReport;
import io.wideip.app.api.ExplanationReport.ReplyReport;
import io.wideip.app.api.ExplanationReport.WideIpExplanation;
import io.wideip.app.api.LastChange;
import io.wideip.config.section.Durations;
import io.wideip.config.standing.MemberState;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.explain.ExplainedTier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation for people: the answers first, then why. */
final class ExplanationText {
    private final StringBuilder text = new StringBuilder();
    private final boolean isOneClient;

    private ExplanationText(boolean isOneClient) {
        this.isOneClient = isOneClient;
    }

    static String of(ExplanationReport report) {
        ExplanationText text = new ExplanationText(report.client() != null);
        for (QuestionReport question : report.questions()) {
            for (NameReport name : question.names()) {
                text.add(name, question.type());
            }
            if (question.furtherNames()) {
                text.line(0, "The aliases lead to further names.");
            }
        }
        return text.text.toString();
    }

    private void add(NameReport name, String type) {
        line(0, (name.name().isEmpty() ? "." : name.name()) + " " + type + ": " + what(name));
        if (name.origin() != null) {
            line(1, "defined at " + name.origin());
        }
        WideIpExplanation wideIp = name.wideIp();
        if (wideIp != null) {
            if (!wideIp.current()) {
                line(1, "NOT CURRENT: the last change could not be compiled, an earlier state is served; see the log");
            }
            if (wideIp.outage() != null) {
                line(1, wideIp.outage());
            }
            add(wideIp.lastChange());
        }
        name.clients().forEach(this::add);
        if (wideIp != null) {
            line(1, "members");
            wideIp.members().forEach(this::add);
        }
    }

    private void add(LastChange last) {
        String certain = last.certainSince() == null ? "" : " since " + last.certainSince();
        if (last.change() == null) {
            line(1, "no change of its answers is known" + certain);
            return;
        }
        line(1, "last change of its answers");
        JournalText.lines(last.change()).forEach(each -> line(2, each));
        if (last.certainSince() != null
                && last.certainSince().isAfter(last.change().at())) {
            line(2, "later ones until " + last.certainSince() + " may not be known");
        }
    }

    private static String what(NameReport name) {
        WideIpExplanation wideIp = name.wideIp();
        String answering = wideIp == null
                ? "records of the zone"
                : "wide IP, policy " + wideIp.policy() + ", TTL " + Durations.format(wideIp.ttl());
        return switch (name.match()) {
            case EXACT -> answering;
            case WILDCARD -> answering + ", by the wildcard " + name.answering();
            case CLUSTER_NAME ->
                "cluster-specific name of the wide IP " + name.answering() + ", without its policy and checks";
            case MISSING -> missing(name) + "; " + name.answering() + " is the closest name that does exist";
            case NO_ZONE -> "in no zone of this server: REFUSED";
        };
    }

    private static String missing(NameReport name) {
        String rcode = name.clients().get(0).replies().get(0).rcode();
        return switch (rcode) {
            case "NXDOMAIN" -> "does not exist";
            case "SERVFAIL" -> "not known, and a source of its zone has not been heard yet";
            default -> "below a referral or a DNAME";
        };
    }

    private void add(ClientGroupReport group) {
        line(1, isOneClient ? "client" : "clients");
        for (LocationReport location : group.locations()) {
            line(2, (isOneClient ? "" : "such as ") + LocationText.of(location));
        }
        if (group.furtherLocations() > 0) {
            line(2, "and " + group.furtherLocations() + " further locations");
        }
        line(1, "answers");
        group.replies().forEach(this::add);
        if (group.furtherReplies() > 0) {
            line(2, "and " + group.furtherReplies() + " further ones");
        }
        group.tiers().forEach(this::add);
    }

    private void add(ReplyReport reply) {
        line(2, ReplyText.of(reply));
        if (reply.extendedError() != null) {
            line(4, "with the extended error: " + reply.extendedError());
        }
        if (reply.target() != null) {
            line(4, "then " + reply.target());
        }
    }

    private void add(ExplainedTier tier) {
        String of = tier.pool() == null ? "" : " in pool " + tier.pool();
        String reached = tier.reachedBy() == null ? "addresses or alias" : tier.reachedBy();
        line(1, tier.policy() + of + " (" + reached + ")");
        tier.candidates()
                .forEach(candidate -> line(
                        2,
                        ReplyText.percent(candidate.share()) + "  " + candidate.name() + " weight " + candidate.weight()
                                + ": " + candidate.why()));
    }

    private void add(MemberExplanation member) {
        String state = member.state() == MemberState.AVAILABLE
                ? "available"
                : member.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        line(2, member.vip() + " " + member.address() + " in " + member.datacenter() + ": " + state);
        add("VIP check", member.vipCheck());
        add("application check", member.applicationCheck());
        member.drains().forEach(drain -> line(4, drain));
        if (member.drainedByDefinition()) {
            line(4, "drained by its definition");
        }
    }

    private void add(String which, @Nullable CheckReport check) {
        if (check != null) {
            String counted =
                    check.verdict() == Verdict.UNKNOWN ? ", counts as " + (check.available() ? "up" : "down") : "";
            line(
                    4,
                    which + " " + check.check() + " of " + check.host() + ": "
                            + check.verdict().name().toLowerCase(Locale.ROOT) + counted
                            + (check.since() == null ? "" : " since " + check.since()) + ", " + check.reason());
        }
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }
}
