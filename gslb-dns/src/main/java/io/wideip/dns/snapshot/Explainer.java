package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.standing.MemberReasons;
import io.wideip.config.standing.Standings;
import io.wideip.dns.explain.ClientGroup;
import io.wideip.dns.explain.ClientLocation;
import io.wideip.dns.explain.ExplainedName;
import io.wideip.dns.explain.ExplainedTier;
import io.wideip.dns.explain.ExplainedWideIp;
import io.wideip.dns.explain.Explanation;
import io.wideip.dns.explain.NameMatch;
import io.wideip.dns.explain.PossibleReply;
import io.wideip.dns.explain.ShownReply;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explains what a snapshot answers. A wide IP is compiled once more from the inputs that it was compiled from, and what comes out is
 * compared with what is served; replies and their shares are told by the served answer itself. For one moment: what it reads must not
 * change meanwhile.
 */
final class Explainer {
    private static final int MOST_NAMES = 16;
    private static final int MOST_REPLIES = 100;
    private static final int MOST_LOCATIONS = 1000;
    private static final int MOST_SHOWN_LOCATIONS = 20;

    private final Snapshot snapshot;
    private final WideIps wideIps;
    private final Standings standings;
    private final Topology topology;
    private final Locations locations;
    private final Function<DomainName, ZoneAnswers> zones;

    /** A wide IP, and what was decided for it. */
    private record Compiled(ExplainedWideIp wideIp, DecisionRecord decisions) {}

    Explainer(
            Snapshot snapshot,
            WideIps wideIps,
            Standings standings,
            Topology topology,
            Locations locations,
            Function<DomainName, ZoneAnswers> zones) {
        this.snapshot = snapshot;
        this.wideIps = wideIps;
        this.standings = standings;
        this.topology = topology;
        this.locations = locations;
        this.zones = zones;
    }

    /** What there is to say before there is a catalog. */
    static Explanation ofNoZone(DomainName name, int type) {
        return new Explanation(List.of(new ExplainedName(name, type, NameMatch.NO_ZONE, null, null, List.of())), false);
    }

    /** @param client null for all clients, in groups */
    Explanation explain(DomainName name, int type, @Nullable InetAddress client) {
        List<ExplainedName> explained = new ArrayList<>();
        Set<DomainName> seen = new LinkedHashSet<>(List.of(name));
        Deque<DomainName> left = new ArrayDeque<>(seen);
        while (!left.isEmpty() && explained.size() < MOST_NAMES) {
            ExplainedName next = explainOne(left.remove(), type, client);
            explained.add(next);
            if (type != Wire.CNAME && type != Wire.ANY) {
                next.clients().stream()
                        .flatMap(group -> group.replies().stream())
                        .map(possible -> possible.reply().target())
                        .filter(target -> target != null && seen.add(target))
                        .forEach(left::add);
            }
        }
        return new Explanation(List.copyOf(explained), !left.isEmpty());
    }

    private ExplainedName explainOne(DomainName name, int type, @Nullable InetAddress client) {
        QueryMessage message = new QueryMessage(name, type);
        Query query = message.from(client == null ? InetAddress.getLoopbackAddress() : client);
        NameSearch.Found found = NameSearch.of(snapshot, query, name);
        if (found == null) {
            return new ExplainedName(name, type, NameMatch.NO_ZONE, null, null, List.of());
        }
        Compiled compiled = compiled(found, type);
        List<ClientGroup> groups = new ArrayList<>();
        // Many locations get the same few replies.
        IdentityHashMap<Reply, ShownReply> shown = new IdentityHashMap<>();
        List<InetAddress> examples = client == null
                ? locations.examples().stream().limit(MOST_LOCATIONS).toList()
                : List.of(client);
        for (InetAddress example : examples) {
            Asker asker = client == null ? new Asker.ClientsLike(example) : new Asker.Client(example);
            add(group(message, asker, found.answer(), compiled, shown), groups);
        }
        return new ExplainedName(
                name,
                type,
                found.match(),
                found.answering(),
                compiled == null ? null : compiled.wideIp(),
                List.copyOf(groups));
    }

    /** Joins a group with one that gets the same. */
    private static void add(ClientGroup group, List<ClientGroup> groups) {
        for (int i = 0; i < groups.size(); i++) {
            if (isSame(groups.get(i), group)) {
                groups.set(i, joined(groups.get(i), group));
                return;
            }
        }
        groups.add(group);
    }

    private static boolean isSame(ClientGroup one, ClientGroup other) {
        return one.tiers().equals(other.tiers()) && unscoped(one).equals(unscoped(other));
    }

    private static List<PossibleReply> unscoped(ClientGroup group) {
        return group.replies().stream().map(reply -> reply.scoped(0)).toList();
    }

    /** Prefixes differ from location to location: the longest scope is told. */
    private static ClientGroup joined(ClientGroup one, ClientGroup other) {
        boolean fits = one.locations().size() < MOST_SHOWN_LOCATIONS;
        List<ClientLocation> locations = new ArrayList<>(one.locations());
        List<PossibleReply> replies = new ArrayList<>();
        if (fits) {
            locations.addAll(other.locations());
        }
        for (int i = 0; i < one.replies().size(); i++) {
            PossibleReply reply = one.replies().get(i);
            replies.add(
                    reply.scoped(Math.max(reply.scope(), other.replies().get(i).scope())));
        }
        return new ClientGroup(
                List.copyOf(locations),
                one.furtherLocations() + (fits ? 0 : 1),
                List.copyOf(replies),
                one.furtherReplies(),
                one.tiers());
    }

    private ClientGroup group(
            QueryMessage message,
            Asker asker,
            Answer answer,
            @Nullable Compiled compiled,
            IdentityHashMap<Reply, ShownReply> shown) {
        Query query = message.from(asker.address());
        List<ReplyShare> shares = ReplyWalk.of(answer, asker, query);
        List<PossibleReply> replies = shares.stream()
                .limit(MOST_REPLIES)
                .map(share -> new PossibleReply(
                        share.share(),
                        share.scope(),
                        shown.computeIfAbsent(
                                share.reply(),
                                reply -> ReplyReader.read(snapshot, message.name(), message.type(), reply))))
                .toList();
        List<ExplainedTier> tiers = compiled == null
                ? List.of()
                : compiled.decisions()
                        .tiers(
                                message.type(),
                                locations.number(query.client()),
                                asker instanceof Asker.Client ? query.client() : null);
        return new ClientGroup(
                List.of(locations.of(asker.address(), query.client())),
                0,
                replies,
                shares.size() - replies.size(),
                tiers);
    }

    /** The wide IP that gives the answer; null where none does. */
    private @Nullable Compiled compiled(NameSearch.Found found, int type) {
        WideIpSettings settings = wideIps.get(found.answering());
        boolean answers = found.match() == NameMatch.EXACT || found.match() == NameMatch.WILDCARD;
        if (settings == null || !answers || isRecord(found.node(), type)) {
            return null;
        }
        List<MemberReasons> members = standings.reasons(found.answering(), settings);
        DecisionRecord decisions = new DecisionRecord();
        WideIpAnswers again = new WideIpCompiler(
                        WideIpShape.of(settings), zones.apply(settings.zone()), topology, decisions)
                .compile(members.stream().map(MemberReasons::standing).toList());
        boolean isCurrent = AnswerComparison.areAlike(again.answer(type), found.answer());
        return new Compiled(
                new ExplainedWideIp(found.answering(), settings, members, decisions.outage(), isCurrent), decisions);
    }

    /** Whether a static record beside the wide IP answers the type. */
    private static boolean isRecord(Node node, int type) {
        return type != Wire.A
                && type != Wire.AAAA
                && Arrays.stream(node.types()).anyMatch(own -> own == type);
    }
}
