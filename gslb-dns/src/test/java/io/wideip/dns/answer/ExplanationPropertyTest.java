package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.dns.RandomSite;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.explain.ClientGroup;
import io.wideip.dns.explain.ExplainedName;
import io.wideip.dns.explain.Explanation;
import io.wideip.dns.explain.NameMatch;
import io.wideip.dns.explain.PossibleReply;
import io.wideip.dns.explain.ShownReply;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Explanations tell what a client gets from the responder: nothing else, and as often. */
@Tag("slow")
final class ExplanationPropertyTest {
    private static final int SITES = 10_000;
    private static final int QUERIES_EACH = 4;
    private static final int SAMPLED = 500;
    private static final int QUERIES = 10_000;

    private Snapshot snapshot = Snapshot.EMPTY;
    private final Responder responder =
            new TestServer(new TestCatalog().zone("example.org", "")).responder(Carrier.TCP, () -> snapshot);

    @Test
    void tellsWhatClientsGet() {
        Map<NameMatch, Integer> matches = new EnumMap<>(NameMatch.class);
        int chains = 0;
        for (int seed = 0; seed < SITES; seed++) {
            RandomSite site = new RandomSite(seed);
            SnapshotCompiler compiler = compiler(site);
            DomainName name = new DomainName(site.name());
            String type = site.type();
            InetAddress client = TestCatalog.address(site.client());
            String as = name + " " + type + " from " + site.client() + ", seed " + seed;
            Explanation one = compiler.explain(name, Type.value(type), client);
            // All clients take as long as many single ones.
            Explanation all = seed % 5 == 0 ? compiler.explain(name, Type.value(type), null) : one;
            matches.merge(one.names().get(0).match(), 1, Integer::sum);
            chains += one.names().size() > 1 ? 1 : 0;
            for (int i = 0; i < QUERIES_EACH; i++) {
                Message reply = ask(name, type, client);
                assertThat(isTold(one, reply, type))
                        .as("%s: %s\n%s", as, one, reply)
                        .isTrue();
                assertThat(isTold(all, reply, type))
                        .as("all, %s: %s\n%s", as, all, reply)
                        .isTrue();
            }
            assertThat(one.names())
                    .as(as)
                    .allMatch(each -> each.wideIp() == null || each.wideIp().isCurrent());
        }
        assertThat(matches).hasSize(NameMatch.values().length);
        assertThat(matches.values()).allMatch(many -> many > SITES / 500);
        assertThat(chains).isGreaterThan(SITES / 50);
    }

    @Test
    void tellsHowOftenClientsGetIt() {
        int several = 0;
        for (int seed = 0; seed < SAMPLED; seed++) {
            RandomSite site = new RandomSite(seed);
            SnapshotCompiler compiler = compiler(site);
            DomainName name = new DomainName(site.name());
            InetAddress client = TestCatalog.address(site.client());
            Explanation told = compiler.explain(name, Type.A, client);
            List<ClientGroup> groups = told.names().get(0).clients();
            if (told.names().size() > 1
                    || groups.isEmpty()
                    || groups.get(0).replies().size() == 1) {
                continue;
            }
            several++;
            Map<List<String>, Double> shares = new HashMap<>();
            groups.get(0).replies().forEach(each -> shares.merge(each.reply().answers(), each.share(), Double::sum));
            Map<List<String>, Integer> seen = new HashMap<>();
            for (int i = 0; i < QUERIES; i++) {
                seen.merge(TestServer.shown(ask(name, "A", client), Section.ANSWER), 1, Integer::sum);
            }
            assertThat(seen.keySet()).isEqualTo(shares.keySet());
            shares.forEach((answers, share) -> assertThat(seen.getOrDefault(answers, 0) / (double) QUERIES)
                    .as("%s of %s", answers, name)
                    .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / QUERIES) + 1.0 / QUERIES)));
        }
        assertThat(several).isGreaterThan(SAMPLED / 20);
    }

    private SnapshotCompiler compiler(RandomSite site) {
        SnapshotCompiler compiler = new SnapshotCompiler(site::status, TestServer.NAME_HASH);
        compiler.catalog(CatalogChange.between(null, site.catalog()));
        compiler.drain(site.drains());
        snapshot = compiler.current();
        return compiler;
    }

    private Message ask(DomainName name, String type, InetAddress client) {
        Message query = TestServer.query(name.text(), type);
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        byte[] octets = query.toWire();
        byte[] reply = new byte[responder.longestReply()];
        int length = responder.respond(octets, octets.length, ClientAddress.of(client), reply);
        try {
            return new Message(Arrays.copyOf(reply, length));
        } catch (IOException e) {
            throw new AssertionError("dnsjava can't read the reply", e);
        }
    }

    private static boolean isTold(Explanation told, Message reply, String type) {
        ExplainedName first = told.names().get(0);
        if (first.match() == NameMatch.NO_ZONE) {
            return reply.getRcode() == Rcode.REFUSED
                    && reply.getSection(Section.ANSWER).isEmpty();
        }
        boolean authoritative = reply.getHeader().getFlag(Flags.AA);
        boolean follows = !type.equals("CNAME") && !type.equals("ANY");
        return replies(first)
                .anyMatch(possible -> possible.authoritative() == authoritative
                        && goesOn(told, first.name(), possible, reply, 0, follows, null, new HashSet<>()));
    }

    /** Whether the reply's answers from a place on are those of a name, and then those of where they lead. */
    private static boolean goesOn(
            Explanation told,
            DomainName name,
            ShownReply possible,
            Message reply,
            int at,
            boolean follows,
            @Nullable String errorBefore,
            Set<DomainName> before) {
        List<String> answers = TestServer.shown(reply, Section.ANSWER);
        int end = at + possible.answers().size();
        if (end > answers.size() || !answers.subList(at, end).equals(possible.answers())) {
            return false;
        }
        String error = possible.extendedError() == null ? errorBefore : possible.extendedError();
        boolean isDname =
                !possible.answers().isEmpty() && possible.answers().get(0).contains(" DNAME ");
        int next = isDname && possible.target() != null && end < answers.size() ? end + 1 : end;
        Set<DomainName> seen = new HashSet<>(before);
        seen.add(name);
        DomainName target = possible.target();
        ExplainedName further = target == null || !follows || seen.contains(target)
                ? null
                : told.names().stream()
                        .filter(each -> each.name().equals(target))
                        .findFirst()
                        .orElse(null);
        if (further == null || further.match() == NameMatch.NO_ZONE) {
            return next == answers.size()
                    && Rcode.string(reply.getRcode()).equals(possible.rcode())
                    && TestServer.shown(reply, Section.AUTHORITY).equals(possible.authorities())
                    && Objects.equals(extendedError(reply), error);
        }
        return replies(further).anyMatch(each -> goesOn(told, further.name(), each, reply, next, true, error, seen));
    }

    private static Stream<ShownReply> replies(ExplainedName name) {
        return name.clients().stream()
                .flatMap(group -> group.replies().stream())
                .map(PossibleReply::reply);
    }

    private static @Nullable String extendedError(Message reply) {
        List<EDNSOption> errors =
                reply.getOPT() == null ? List.of() : reply.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR);
        return errors.isEmpty() ? null : ((ExtendedErrorCodeOption) errors.get(0)).getText();
    }
}
