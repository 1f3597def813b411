package io.wideip.dns;

import io.wideip.config.AddressText;
import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DnsOptions;
import io.wideip.config.DomainName;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.names.NameHash;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.admission.Cookies;
import io.wideip.dns.admission.RateLimit;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.ListenerSettings;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A compiler and a responder over a catalog, with dnsjava as the client. */
public final class TestServer {
    public static final NameHash NAME_HASH = new NameHash(0x5EED_5EED_5EED_5EEDL);

    private final Catalog catalog;
    private final Set<String> down = new HashSet<>();
    private final Set<String> drained = new HashSet<>();
    private final QueryCounts counts = new QueryCounts();
    private final SnapshotCompiler compiler;
    private final Map<Carrier, Responder> responders = new EnumMap<>(Carrier.class);
    private final ListenerSettings settings;
    private Instant now = Instant.ofEpochSecond(1_800_000_000);

    public TestServer(TestCatalog catalog) {
        this.catalog = catalog.build();
        compiler = new SnapshotCompiler(this::status, NAME_HASH);
        compiler.catalog(CatalogChange.between(null, this.catalog));
        DnsOptions dns = this.catalog.server().dns();
        RateLimitOptions limits = dns.rateLimit();
        RateLimit rateLimit = new RateLimit(
                limits.responses(),
                limits.amplified(),
                limits.slip(),
                limits.prefix4(),
                limits.prefix6(),
                now.toEpochMilli());
        settings = ListenerSettings.of(dns, dns.listeners().get(0), rateLimit, new Cookies(List.of(new byte[16])));
        for (Carrier carrier : Carrier.values()) {
            responders.put(carrier, responder(carrier, compiler::current));
        }
    }

    /** One more, that reads its own snapshots. */
    public Responder responder(Carrier carrier, Supplier<Snapshot> snapshots) {
        return new Responder(snapshots, () -> settings, carrier, counts, () -> now, 1);
    }

    /** Lets time go by for rate limits and cookies. */
    public TestServer pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    private TargetStatus status(Target target) {
        boolean fails = down.contains(target.address()) || down.contains(target.host());
        return new TargetStatus(fails ? Verdict.DOWN : Verdict.UP, !fails, "as the test says", Instant.EPOCH);
    }

    /** In the zone's SOA. */
    public long serial(String zone) {
        return Integer.toUnsignedLong(Objects.requireNonNull(compiler.serials().get(new DomainName(zone))));
    }

    public SnapshotCompiler compiler() {
        return compiler;
    }

    /** By UDP. */
    public Responder responder() {
        return responder(Carrier.UDP);
    }

    public Responder responder(Carrier carrier) {
        return Objects.requireNonNull(responders.get(carrier));
    }

    public QueryCounts counts() {
        return counts;
    }

    /** Every target of these addresses or these hosts fails from now on. */
    public TestServer down(String... addressesOrHosts) {
        down.addAll(named(addressesOrHosts));
        compiler.changed(Targets.of(catalog));
        return this;
    }

    public TestServer up(String... addressesOrHosts) {
        down.removeAll(named(addressesOrHosts));
        compiler.changed(Targets.of(catalog));
        return this;
    }

    /** As targets name them: dnsjava writes out all zeros of an IPv6 address. */
    private static List<String> named(String... addressesOrHosts) {
        return Stream.of(addressesOrHosts)
                .map(each -> each.contains(":") ? AddressText.of(TestCatalog.address(each)) : each)
                .toList();
    }

    /** These VIPs are drained from now on. */
    public TestServer drain(String... vips) {
        drained.addAll(Arrays.asList(vips));
        compiler.drain(drained.stream().map(Drain::ofVip).toList());
        return this;
    }

    /** Puts these in the place of all before. */
    public TestServer drain(List<Drain> drains) {
        compiler.drain(drains);
        return this;
    }

    /** The reply by UDP to a client on loopback. */
    public Message ask(String name, String type) {
        return ask(query(name, type), "127.0.0.1");
    }

    /** The reply by UDP. */
    public Message ask(Message query, String client) {
        return parsed(respond(query.toWire(), TestCatalog.address(client), false));
    }

    public Message askByTcp(Message query) {
        return parsed(respond(query.toWire(), InetAddress.getLoopbackAddress(), true));
    }

    /** The reply's octets by UDP or TCP; none where the query is dropped. */
    public byte[] respond(byte[] query, InetAddress client, boolean stream) {
        return respond(query, client, stream ? Carrier.TCP : Carrier.UDP);
    }

    /** The reply's octets; none where the query is dropped. */
    public byte[] respond(byte[] query, InetAddress client, Carrier carrier) {
        Responder by = responder(carrier);
        byte[] reply = new byte[by.longestReply()];
        int length = by.respond(query, query.length, ClientAddress.of(client), reply);
        return Arrays.copyOf(reply, length);
    }

    /** The answer section, each record as {@code name ttl type data}. */
    public List<String> answers(String name, String type) {
        return shown(ask(name, type), org.xbill.DNS.Section.ANSWER);
    }

    /** The data alone. */
    public List<String> data(String name, String type) {
        return ask(name, type).getSection(org.xbill.DNS.Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    public static Message query(String name, String type) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.value(type), DClass.IN));
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A section of a reply, each record as {@code name ttl type data}. */
    public static List<String> shown(Message reply, int section) {
        return reply.getSection(section).stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(record -> record.getName().toString(true) + " " + record.getTTL() + " "
                        + Type.string(record.getType()) + " " + rdata(record))
                .toList();
    }

    private static String rdata(Record record) {
        return record instanceof AAAARecord aaaa ? AddressText.of(aaaa.getAddress()) : record.rdataToString();
    }

    private static Message parsed(byte[] reply) {
        try {
            return new Message(reply);
        } catch (IOException e) {
            throw new AssertionError("dnsjava can't read the reply", e);
        }
    }
}
