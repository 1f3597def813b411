package io.wideip.app.explain;

import io.wideip.app.api.ExplanationReport.CheckReport;
import io.wideip.app.api.ExplanationReport.ClientGroupReport;
import io.wideip.app.api.ExplanationReport.MemberExplanation;
import io.wideip.app.api.ExplanationReport.NameReport;
import io.wideip.app.api.ExplanationReport.QuestionReport;
import io.wideip.app.api.ExplanationReport.ReplyReport;
import io.wideip.app.api.ExplanationReport.WideIpExplanation;
import io.wideip.app.api.LastChange;
import io.wideip.config.DomainName;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Provenance;
import io.wideip.config.orders.Order;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.MemberAddress;
import io.wideip.config.standing.MemberReasons;
import io.wideip.config.standing.TargetStatus;
import io.wideip.dns.explain.ClientGroup;
import io.wideip.dns.explain.ExplainedName;
import io.wideip.dns.explain.ExplainedWideIp;
import io.wideip.dns.explain.Explanation;
import io.wideip.dns.explain.NameMatch;
import io.wideip.dns.explain.PossibleReply;
import io.wideip.dns.explain.ShownReply;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds to explanations where things are defined, and who ordered drains. */
final class ReportWriter {
    private final Merged merged;
    private final Provenance provenance;
    private final LocationWriter locations;
    private final List<Order> orders;
    private final Function<DomainName, LastChange> lastChange;

    ReportWriter(Merged merged, List<Order> orders, Function<DomainName, LastChange> lastChange) {
        this.merged = merged;
        this.orders = orders;
        this.lastChange = lastChange;
        provenance = merged.provenance();
        locations = new LocationWriter(provenance);
    }

    QuestionReport write(String type, Explanation explanation) {
        return new QuestionReport(
                type, explanation.names().stream().map(this::name).toList(), explanation.furtherNames());
    }

    private NameReport name(ExplainedName name) {
        ExplainedWideIp wideIp = name.wideIp();
        return new NameReport(
                name.name().text(),
                name.match(),
                name.answering() == null ? null : name.answering().text(),
                origin(name),
                wideIp == null ? null : wideIp(wideIp, Objects.requireNonNull(name.answering())),
                name.clients().stream().map(this::clients).toList());
    }

    private @Nullable String origin(ExplainedName name) {
        DomainName answering = name.answering();
        if (answering == null || name.match() == NameMatch.MISSING && !isBelowRecords(name)) {
            return null;
        }
        Origin origin = name.wideIp() == null && name.match() != NameMatch.CLUSTER_NAME
                ? records(answering)
                : provenance.wideIp(answering);
        return origin == null ? null : origin.toString();
    }

    /** Whether a referral or a DNAME of the zone's records answers it. */
    private static boolean isBelowRecords(ExplainedName name) {
        return name.clients().stream()
                .flatMap(group -> group.replies().stream())
                .noneMatch(each -> each.reply().rcode().equals("NXDOMAIN")
                        || each.reply().rcode().equals("SERVFAIL"));
    }

    /** The records of the zone that the name lies in. */
    private @Nullable Origin records(DomainName name) {
        return merged.catalog().zones().keySet().stream()
                .filter(name::isAtOrBelow)
                .max(Comparator.comparingInt(zone -> zone.text().length()))
                .map(zone -> provenance.of("zones", zone.text(), "records"))
                .orElse(null);
    }

    private WideIpExplanation wideIp(ExplainedWideIp wideIp, DomainName name) {
        return new WideIpExplanation(
                wideIp.settings().policy().name(),
                wideIp.settings().ttl(),
                wideIp.settings().maxAnswers(),
                wideIp.outage(),
                wideIp.isCurrent(),
                lastChange.apply(name),
                wideIp.members().stream().map(this::member).toList());
    }

    private MemberExplanation member(MemberReasons member) {
        MemberAddress address = member.standing().address();
        return new MemberExplanation(
                address.vip().name(),
                address.vip().datacenter().name(),
                address.text(),
                address.member().weight(),
                member.standing().state(),
                check(member.vip()),
                check(member.application()),
                member.drains().stream()
                        .flatMap(drain -> orders(drain).stream())
                        .toList(),
                address.member().drained());
    }

    private static @Nullable CheckReport check(MemberReasons.@Nullable Judged judged) {
        if (judged == null) {
            return null;
        }
        TargetStatus status = judged.status();
        return new CheckReport(
                judged.target().check().name(),
                judged.target().host(),
                status.verdict(),
                status.available(),
                status.reason(),
                status.sinceNanos() == 0 ? null : status.since());
    }

    /** Those that give this drain; they may have ended since. */
    private List<String> orders(Drain drain) {
        List<String> giving = orders.stream()
                .filter(order -> order.drain().equals(drain.withLeft(0)))
                .map(Order::toString)
                .toList();
        return giving.isEmpty() ? List.of("drain of " + drain) : giving;
    }

    private ClientGroupReport clients(ClientGroup group) {
        return new ClientGroupReport(
                group.locations().stream().map(locations::write).toList(),
                group.furtherLocations(),
                group.tiers(),
                group.replies().stream().map(ReportWriter::reply).toList(),
                group.furtherReplies());
    }

    static ReplyReport reply(PossibleReply possible) {
        ShownReply reply = possible.reply();
        return new ReplyReport(
                possible.share(),
                possible.scope(),
                reply.rcode(),
                reply.authoritative(),
                reply.answers(),
                reply.authorities(),
                reply.target() == null ? null : reply.target().text(),
                reply.extendedError());
    }
}
