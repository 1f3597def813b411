package io.wideip.config.catalog;

import io.wideip.config.AdminOptions;
import io.wideip.config.Datacenter;
import io.wideip.config.DnsOptions;
import io.wideip.config.DomainName;
import io.wideip.config.GeoOptions;
import io.wideip.config.MetricsOptions;
import io.wideip.config.PolicyOptions;
import io.wideip.config.ReloadOptions;
import io.wideip.config.RouteOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.VipPorts;
import io.wideip.config.WideIps;
import io.wideip.config.Zone;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.yaml.TestVocabulary;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Definitions for tests: the zone {@code example.com}, the VIPs a, b and, with a host name, c, and the pool p of a and b. */
final class Definitions {
    static final DomainName ZONE = new DomainName("example.com");
    static final PolicyOptions ROUND_ROBIN = new Policy("round-robin");
    static final PolicyOptions FAILOVER = new Policy("failover");
    static final AnswerDefinition NO_ANSWERS = new AnswerDefinition(null, null, null);
    static final Defaults NO_DEFAULTS =
            new Defaults(ROUND_ROBIN, new CheckTimes(null, null, null, null, null, null), NO_ANSWERS);

    private Definitions() {}

    private record Policy(String name) implements PolicyOptions {}

    static BaseDefinitions base(Defined<Defaults> defaults, Map<String, Defined<HealthCheckDefinition>> checks) {
        return new BaseDefinitions(
                defaults,
                new Tagged<>(SERVER, "server", Set.of()),
                Map.of(ZONE, new Tagged<>(zone("status IN A 192.0.2.9"), "zone", Set.of("hostmaster"))),
                Map.of("east", new Tagged<>(new Datacenter("east"), "east", Set.of())),
                checks,
                Map.ofEntries(
                        Tagged.entry("a", vip("192.0.2.1"), "addresses"),
                        Tagged.entry("b", vip("192.0.2.2"), "addresses"),
                        Tagged.entry(
                                "c",
                                new VipDefinition(
                                        "east", List.of(), new DomainName("lb.example.net"), null, VipPorts.STANDARD))),
                Map.ofEntries(Tagged.entry(
                        "p",
                        new PoolDefinition(null, List.of(new MemberDefinition("a", 1), new MemberDefinition("b", 2))))),
                List.of(),
                Map.of(),
                new Tagged<>(RouteOptions.STANDARD, "routes", Set.of()),
                Map.of(),
                Set.of());
    }

    static final ServerOptions SERVER = new ServerOptions(
            DnsOptions.of(List.of()),
            new AdminOptions(new InetSocketAddress(0), true, null, null, List.of()),
            Duration.ZERO,
            null,
            ReloadOptions.DEFAULT,
            MetricsOptions.DEFAULT,
            null,
            GeoOptions.NONE);

    private static Zone zone(String... records) {
        return new Zone(
                ZONE,
                ZONE,
                Map.of(new DomainName("ns1.example.com"), List.of()),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                new TestVocabulary.Lines(List.of(records)));
    }

    static VipDefinition vip(String address) {
        try {
            return new VipDefinition("east", List.of(InetAddress.getByName(address)), null, null, VipPorts.STANDARD);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static WideIpDefinition members(String... vips) {
        return new WideIpDefinition(
                null,
                new WideIpDefinition.Members(
                        List.of(vips).stream().map(Definitions::once).toList()),
                null,
                NO_ANSWERS);
    }

    private static MemberDefinition once(String name) {
        return new MemberDefinition(name, 1);
    }

    static Part part(
            String source,
            int precedence,
            @Nullable BaseDefinitions base,
            Map<String, Defined<WideIpDefinition>> wideIps) {
        return new Part(source, precedence, base, names(wideIps));
    }

    static NameMap<Defined<WideIpDefinition>> names(Map<String, Defined<WideIpDefinition>> wideIps) {
        NameMapEdit<Defined<WideIpDefinition>> edit =
                WideIps.<Defined<WideIpDefinition>>emptyNames().edit();
        wideIps.forEach((name, defined) -> edit.put(new DomainName(name).wire(), defined));
        return edit.apply();
    }
}
