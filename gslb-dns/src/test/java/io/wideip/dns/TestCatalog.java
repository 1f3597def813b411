package io.wideip.dns;

import io.wideip.config.AdminOptions;
import io.wideip.config.Catalog;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.ClusterNamePattern;
import io.wideip.config.Datacenter;
import io.wideip.config.DnsOptions;
import io.wideip.config.DomainName;
import io.wideip.config.GeoOptions;
import io.wideip.config.HealthCheck;
import io.wideip.config.Listener;
import io.wideip.config.Member;
import io.wideip.config.MetricsOptions;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.ProbeOptions;
import io.wideip.config.ReloadOptions;
import io.wideip.config.RouteOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.TopologyRule;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.Zone;
import io.wideip.dns.policy.PolicyTypes;
import io.wideip.dns.zone.MasterFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a catalog together from short texts. */
public final class TestCatalog {
    /** Of every VIP. */
    public static final HealthCheck VIP_CHECK = check("router");
    /** Of every wide IP. */
    public static final HealthCheck APPLICATION_CHECK = check("app");

    private final Map<DomainName, Zone> zones = new LinkedHashMap<>();
    private final Map<String, Datacenter> datacenters = new LinkedHashMap<>();
    private final Map<String, Vip> vips = new LinkedHashMap<>();
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final List<TopologyRule> topology = new ArrayList<>();
    private final Map<DomainName, WideIpSettings> wideIps = new LinkedHashMap<>();
    private DnsOptions dns = dns(Listener.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));

    /** A zone with the name servers ns1 (192.0.2.53, 2001:db8::53) inside it and ns.example.org outside. */
    public TestCatalog zone(String name, String records) {
        DomainName zone = DomainName.parse(name);
        MapSection section = new MapSection(Map.of("records", records));
        Map<DomainName, List<InetAddress>> nameservers = new LinkedHashMap<>();
        nameservers.put(DomainName.parse("ns1." + name), List.of(address("192.0.2.53"), address("2001:db8::53")));
        nameservers.put(DomainName.parse("ns.example.org"), List.of());
        zones.put(
                zone,
                new Zone(
                        zone,
                        DomainName.parse("hostmaster." + name),
                        nameservers,
                        Duration.ofHours(1),
                        Duration.ofSeconds(30),
                        new MasterFile().read(zone, section)));
        if (!section.problems().isEmpty()) {
            throw new IllegalArgumentException(section.problems().toString());
        }
        return this;
    }

    /** One more name server of the zone added last. */
    public TestCatalog nameserver(String name, String glue) {
        Zone last = List.copyOf(zones.values()).get(zones.size() - 1);
        last.nameservers().put(DomainName.parse(name), List.of(address(glue)));
        return this;
    }

    /** How the zone added last makes cluster-specific names; {@code none} for not at all. */
    public TestCatalog clusterNames(String pattern) {
        Zone last = List.copyOf(zones.values()).get(zones.size() - 1);
        zones.put(
                last.name(),
                new Zone(
                        last.name(),
                        last.hostmaster(),
                        last.nameservers(),
                        last.ttl(),
                        last.negativeTtl(),
                        last.records(),
                        pattern.equals("none") ? null : ClusterNamePattern.parse(pattern)));
        return this;
    }

    /** A cluster behind one VIP, or with a router behind each of several. */
    public TestCatalog cluster(String name, String datacenter, String... vips) {
        Map<String, Vip> routers = new LinkedHashMap<>();
        for (String vip : vips) {
            routers.put("router-" + vip, vip(vip));
        }
        boolean isOne = vips.length == 1;
        clusters.put(
                name,
                new Cluster(
                        name,
                        datacenter(datacenter),
                        new ClusterAccess.InCluster(),
                        isOne ? vip(vips[0]) : null,
                        isOne ? Map.of() : routers,
                        List.of(),
                        null));
        return this;
    }

    /** A VIP with addresses, or with a host name. */
    public TestCatalog vip(String name, String datacenter, String... addresses) {
        Datacenter in = datacenters.computeIfAbsent(datacenter, any -> new Datacenter(datacenter));
        boolean hostname =
                Character.isLetter(addresses[0].charAt(addresses[0].length() - 1)) && !addresses[0].contains(":");
        vips.put(
                name,
                hostname
                        ? new Vip(name, in, List.of(), DomainName.parse(addresses[0]), VIP_CHECK)
                        : new Vip(
                                name,
                                in,
                                Stream.of(addresses).map(TestCatalog::address).toList(),
                                null,
                                VIP_CHECK));
        return this;
    }

    /** A pool of VIPs, each as {@code name} or {@code name=weight}, with {@code ?check} of its own, or {@code ,drained}. */
    public TestCatalog pool(String name, String policy, String... members) {
        pools.put(name, new Pool(name, policy(policy), members(members)));
        return this;
    }

    /** A datacenter with a position, before the VIPs in it. */
    public TestCatalog datacenter(Datacenter datacenter) {
        datacenters.put(datacenter.name(), datacenter);
        return this;
    }

    public TestCatalog rule(TopologyRule rule) {
        topology.add(rule);
        return this;
    }

    public TestCatalog prefer(String subnet, String... order) {
        topology.add(new TopologyRule(
                Subnets.listOf(subnet), Stream.of(order).map(this::datacenter).toList(), null));
        return this;
    }

    /** A wide IP over VIPs, each as in {@link #pool}. */
    public TestCatalog wideIp(String name, String policy, String... members) {
        return add(name, policy, new WideIp.Members(members(members)));
    }

    /** A wide IP over pools, each as {@code name} or {@code name=weight}. */
    public TestCatalog wideIpOverPools(String name, String policy, String... chosen) {
        return add(
                name,
                policy,
                new WideIp.Pools(Stream.of(chosen)
                        .map(each ->
                                new WideIp.WeightedPool(Objects.requireNonNull(pools.get(name(each))), weight(each)))
                        .toList()));
    }

    private TestCatalog add(String name, String policy, WideIp.Choices choices) {
        DomainName wideIp = DomainName.parse(name);
        DomainName zone = zones.keySet().stream()
                .filter(wideIp::isAtOrBelow)
                .reduce((one, other) -> one.text().length() > other.text().length() ? one : other)
                .orElseThrow();
        wideIps.put(
                wideIp,
                new WideIpSettings(
                        zone,
                        policy(policy),
                        choices,
                        APPLICATION_CHECK,
                        Duration.ofSeconds(30),
                        1,
                        new WhenAllDown.All()));
        return this;
    }

    public TestCatalog ttl(int seconds) {
        return last(it -> new WideIpSettings(
                it.zone(),
                it.policy(),
                it.choices(),
                it.healthCheck(),
                Duration.ofSeconds(seconds),
                it.maxAnswers(),
                it.whenAllDown()));
    }

    public TestCatalog policy(PolicyOptions policy) {
        return last(it -> new WideIpSettings(
                it.zone(), policy, it.choices(), it.healthCheck(), it.ttl(), it.maxAnswers(), it.whenAllDown()));
    }

    public TestCatalog maxAnswers(int most) {
        return last(it -> new WideIpSettings(
                it.zone(), it.policy(), it.choices(), it.healthCheck(), it.ttl(), most, it.whenAllDown()));
    }

    public TestCatalog whenAllDown(WhenAllDown whenAllDown) {
        return last(it -> new WideIpSettings(
                it.zone(), it.policy(), it.choices(), it.healthCheck(), it.ttl(), it.maxAnswers(), whenAllDown));
    }

    public TestCatalog fallback(String... names) {
        return whenAllDown(
                new WhenAllDown.Fallback(Stream.of(names).map(this::vip).toList()));
    }

    /** The wide IP added last, changed. */
    private TestCatalog last(UnaryOperator<WideIpSettings> change) {
        DomainName last = List.copyOf(wideIps.keySet()).get(wideIps.size() - 1);
        wideIps.computeIfPresent(last, (name, settings) -> change.apply(settings));
        return this;
    }

    /** All as it is by default, on these addresses and one event loop. */
    public static DnsOptions dns(Listener... listeners) {
        return DnsOptions.of(List.of(listeners));
    }

    /** How DNS is served, in place of {@link #dns(Listener...)}. */
    public TestCatalog dns(DnsOptions options) {
        dns = options;
        return this;
    }

    public Catalog build() {
        WideIps.Edit all = WideIps.NONE.edit();
        wideIps.forEach(all::put);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new Catalog(
                new ServerOptions(
                        dns,
                        new AdminOptions(loopback, false, null, null, List.of()),
                        Duration.ofSeconds(1),
                        null,
                        ReloadOptions.DEFAULT,
                        MetricsOptions.DEFAULT,
                        null,
                        GeoOptions.NONE),
                zones,
                datacenters,
                Map.of(),
                vips,
                pools,
                topology,
                clusters,
                RouteOptions.STANDARD,
                Map.of(),
                all.apply());
    }

    private static PolicyOptions policy(String name) {
        return new PolicyTypes().read(name, new MapSection(Map.of()));
    }

    private List<Member> members(String... members) {
        return Stream.of(members)
                .map(each -> {
                    HealthCheck check = each.contains("?") ? check(each.split("[?,]", -1)[1]) : null;
                    return new Member(vip(name(each)), weight(each), check, each.endsWith(",drained"));
                })
                .toList();
    }

    private Vip vip(String name) {
        return Objects.requireNonNull(vips.get(name));
    }

    private Datacenter datacenter(String name) {
        return Objects.requireNonNull(datacenters.get(name));
    }

    private static String name(String member) {
        return member.split("[=?,]", -1)[0];
    }

    private static int weight(String member) {
        return member.contains("=") ? Integer.parseInt(member.split("[=?,]", -1)[1]) : 1;
    }

    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Asks for the wide IP's own name; equal to one for the same. */
    private record Asking(String path) implements ProbeOptions {
        @Override
        public @Nullable String host() {
            return null;
        }
    }

    private static HealthCheck check(String name) {
        return new HealthCheck(name, new Asking(name), Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
    }
}
