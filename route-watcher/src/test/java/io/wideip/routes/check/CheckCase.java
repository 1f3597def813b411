package io.wideip.routes.check;

import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.RouteLimits;
import io.wideip.config.Vip;
import io.wideip.config.VipPorts;
import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.HealthCheckDefinition;
import io.wideip.config.catalog.MemberCheck;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Durations;
import io.wideip.config.section.Vocabulary;
import io.wideip.prober.probe.ProbeTypes;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.RouteProblem;
import io.wideip.routes.backend.BackendPods;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.PodContainer;
import io.wideip.routes.backend.ServicePort;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Route and the pods behind it, and the check that they make; by default of an edge Route whose pods have a readiness probe. */
final class CheckCase {
    static final Vocabulary.Probes PROBES = new ProbeTypes();
    private static final String OF_YAML = "app";

    private final Map<String, String> annotations = new HashMap<>();
    private Termination termination = Termination.EDGE;
    private String path = "";
    private DomainName wideIp = DomainName.parse("shop.example.com");
    private VipPorts ports = VipPorts.STANDARD;
    private RouteLimits limits = RouteLimits.STANDARD;
    private CheckTimes defaults = CheckTimes.BUILT_IN;
    private BackendPods pods = probed(new HttpGet("/ready", "http", false, false));
    private List<RouteProblem> problems = List.of();

    CheckCase termination(Termination given) {
        termination = given;
        return this;
    }

    CheckCase path(String given) {
        path = given;
        return this;
    }

    CheckCase wideIp(String name) {
        wideIp = DomainName.parse(name);
        return this;
    }

    CheckCase ports(int http, int https) {
        ports = new VipPorts(http, https);
        return this;
    }

    CheckCase limits(RouteLimits given) {
        limits = given;
        return this;
    }

    CheckCase interval(Duration given) {
        defaults = new CheckTimes(given, null, null, null, null, null).over(CheckTimes.BUILT_IN);
        return this;
    }

    /** @param name without the prefix, unless it has a slash */
    CheckCase annotation(String name, String value) {
        annotations.put(name.contains("/") ? name : "wideip.io/" + name, value);
        return this;
    }

    CheckCase unknown(String why) {
        pods = new BackendPods.Unknown(why);
        return this;
    }

    CheckCase probe(ContainerProbe.Action action) {
        pods = probed(action);
        return this;
    }

    CheckCase probe(ContainerProbe probe) {
        pods = pods(probe);
        return this;
    }

    private static BackendPods probed(ContainerProbe.Action action) {
        return pods(new ContainerProbe(action, 10, 1, 3, 1));
    }

    private static BackendPods pods(ContainerProbe probe) {
        return new BackendPods.Known(
                "shop/web",
                List.of(new ServicePort("http", "8080")),
                List.of(new PodContainer("web", List.of(new PodContainer.Port("http", 8080)), probe)));
    }

    DerivedCheck derive() {
        Route route = new Route(
                new RouteKey("east-1", "shop", "web"),
                "1",
                Instant.EPOCH,
                false,
                annotations,
                "www.apps.example.com",
                "",
                path,
                false,
                termination,
                "http",
                List.of(new Backend("web", 100)),
                List.of());
        Annotations read = new Annotations(route, "wideip.io");
        Backends backends = new Backends() {
            @Override
            public BackendPods pods(Route asked) {
                return pods;
            }

            @Override
            public void forget(RouteKey forgotten) {}
        };
        Vip vip = new Vip("ltm", new Datacenter("east"), List.of(), null, null, ports);
        DerivedCheck derived = new MemberChecks(PROBES, Map.of(OF_YAML, ofYaml()), defaults, limits, backends)
                .of(read, wideIp, "www.apps.example.com", vip);
        problems = read.problems();
        return derived;
    }

    static HealthCheck ofYaml() {
        return new HealthCheck(
                OF_YAML,
                PROBES.read("https", new CheckSection(new CheckValues(), Origin.BUILT_IN, new HashMap<>())),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                3,
                3,
                1);
    }

    /** The check in short: {@code https :443 /ready 200-399 every 10s within 3s fall 3}. */
    String derived() {
        MemberCheck check = derive().check();
        if (check == null) {
            return "none";
        }
        if (check instanceof MemberCheck.Named named) {
            return "named " + named.name();
        }
        HealthCheckDefinition definition = ((MemberCheck.Own) check).definition();
        return probe(definition) + times(definition.times());
    }

    private static String probe(HealthCheckDefinition definition) {
        String probe = definition.probe().toString();
        String type = found(probe, "^(\\w+?)Probe");
        String host = Objects.requireNonNullElse(definition.probe().host(), "");
        return type.toLowerCase(Locale.ROOT) + " :" + found(probe, "port=(\\d+)")
                + (host.isEmpty() ? "" : " host " + host)
                + (probe.contains("path=")
                        ? " " + found(probe, "path=(\\S+),") + " " + found(probe, "status=(.*), body")
                        : "")
                + (probe.contains("verify=true") ? " verify" : "");
    }

    private static String times(CheckTimes times) {
        return text(" every ", times.interval())
                + text(" within ", times.timeout())
                + text(" fall ", times.fall())
                + text(" rise ", times.rise());
    }

    private static String text(String name, @Nullable Object value) {
        return value == null ? "" : name + (value instanceof Duration duration ? Durations.format(duration) : value);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "?";
    }

    /** What was recorded by {@link #derive}. */
    List<String> problems() {
        derive();
        return problems.stream().map(RouteProblem::what).toList();
    }

    String why() {
        return derive().why();
    }
}
