package io.wideip.app.command;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.client.Servers;
import io.wideip.app.drill.AnswerWatch;
import io.wideip.app.drill.Drill;
import io.wideip.app.drill.DrillFailure;
import io.wideip.app.drill.DrillReport;
import io.wideip.app.drill.DrillReport.Subject;
import io.wideip.app.drill.DrillText;
import io.wideip.app.drill.DrilledWideIp;
import io.wideip.app.drill.DrilledWideIps;
import io.wideip.app.drill.NameServer;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.Glob;
import io.wideip.config.section.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows that a datacenter can be lost, and how fast clients would leave it. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Drain a datacenter, measure until all name servers answer without it, and resume it.",
        description = {
            "Without --yes it only says what would change, and which name servers it would ask. The drain ends by itself after --for, "
                    + "whatever happens to this command; Ctrl-C ends it at once. It is refused where a wide IP would lose its last "
                    + "available datacenter.",
            "",
            "Name servers are those that the zone's NS records name. All of them must be among the servers given by --at, or their "
                    + "answers do not move.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip drill --datacenter east --at https://gslb1.example.net:8053 --at https://gslb2.example.net:8053",
            "  wideip drill --datacenter east --wide-ip 'shop*.example.com' --reason 'drill of November' --yes -o json",
            "  wideip drill --datacenter east --name-server 192.0.2.53 --name-server 198.51.100.53 --yes"
        })
final class DrillCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--datacenter", required = true, paramLabel = "D", description = "The datacenter.")
    private String datacenter = "";

    @Option(
            names = "--wide-ip",
            paramLabel = "GLOB",
            description = "Only the wide IPs whose names match, as in 'shop*.example.com'; quote the asterisk.")
    private @Nullable String wideIps;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why: 'drill' if not given.")
    private String reason = "drill";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description =
                    "The drain ends by itself after this: 2m if not given. So long answers may take to move, and to come back.")
    private String duration = "2m";

    @Option(
            names = "--name-server",
            paramLabel = "ADDRESS",
            description =
                    "Ask this one, as in 192.0.2.53 or 192.0.2.53:5353, and not those of the NS records. May be given several "
                            + "times.")
    private List<String> nameServers = new ArrayList<>();

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Mixin
    private ServersOption servers = new ServersOption();

    /** What would be done. */
    private record Plan(
            boolean done, String datacenter, int wideIps, List<String> nameServers, List<DrainOutcome> changes) {}

    DrillCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Subject subject = new Subject(datacenter, wideIps, reason);
        Glob glob = glob();
        Duration longest = longest();
        List<NameServer> given = given();
        Thread drilling = Thread.currentThread();
        List.of("INT", "TERM", "HUP").forEach(signal -> Signals.on(signal, drilling::interrupt));
        try (Servers asked = servers.open(PATIENCE)) {
            return drill(asked, new Drill(asked, subject, longest, this::progress), glob, given);
        } catch (DrillFailure failure) {
            err().println("no drill: " + failure.getMessage());
        } catch (InterruptedException ended) {
            err().println("no drill: it was ended before it was over");
        }
        return Main.FAILED;
    }

    private int drill(Servers asked, Drill drill, @Nullable Glob glob, List<NameServer> given)
            throws DrillFailure, InterruptedException {
        ServerReplies<DrainOutcome> preview = new ServerReplies<>(drill.preview());
        boolean loses = preview.results().values().stream().anyMatch(each -> each.losing() > 0);
        if (preview.exitCode() != Main.FINE || loses) {
            preview.printText(err(), err(), DrainText::ofDrain);
            err().println("no drill: "
                    + (loses ? "wide IPs would have no available datacenter" : "not all servers would take the order"));
            return loses ? Main.FAILED : preview.exitCode();
        }
        DrilledWideIps wideIpsThere = DrilledWideIps.of(asked, datacenter, glob);
        Map<String, List<NameServer>> byZone = byZone(wideIpsThere.all(), given);
        List<String> all = byZone.values().stream()
                .flatMap(List::stream)
                .map(NameServer::toString)
                .distinct()
                .toList();
        try (AnswerWatch watch = new AnswerWatch(wideIpsThere.all(), byZone)) {
            watch.before();
            if (watch.wideIps() == 0) {
                throw new DrillFailure("no name server answers a wide IP from there now, as seen from here");
            }
            if (!yes) {
                plan(preview, watch.wideIps(), all);
                return Main.FINE;
            }
            DrillReport report = drill.run(watch, all, wideIpsThere.further());
            out.print(servers.output() == Output.JSON ? JsonMapping.pretty(report) + "\n" : DrillText.of(report));
            out.flush();
            return report.isWhole() ? Main.FINE : Main.FAILED;
        }
    }

    private void plan(ServerReplies<DrainOutcome> preview, int watched, List<String> all) {
        if (servers.output() == Output.JSON) {
            out.println(JsonMapping.pretty(new Plan(
                    false,
                    datacenter,
                    watched,
                    all,
                    List.copyOf(preview.results().values()))));
            return;
        }
        preview.printText(out, err(), DrainText::ofDrain);
        out.println("name servers to ask: " + String.join(", ", all));
        out.println("wide IPs that they answer from there now: " + watched);
        out.println("nothing was drained: --yes begins the drill");
    }

    private static Map<String, List<NameServer>> byZone(List<DrilledWideIp> wideIps, List<NameServer> given)
            throws DrillFailure {
        Map<String, List<NameServer>> byZone = new LinkedHashMap<>();
        for (DrilledWideIp each : wideIps) {
            if (!byZone.containsKey(each.zone())) {
                byZone.put(each.zone(), given.isEmpty() ? NameServer.of(each.zone(), new ExtendedResolver()) : given);
            }
        }
        return byZone;
    }

    private @Nullable Glob glob() {
        try {
            return wideIps == null ? null : Glob.ofNames(wideIps);
        } catch (IllegalArgumentException malformed) {
            throw misused("'--wide-ip " + wideIps + "' " + malformed.getMessage());
        }
    }

    private Duration longest() {
        Duration parsed = Durations.parse(duration);
        if (parsed == null || parsed.compareTo(SHORTEST) < 0) {
            throw misused("'--for " + duration + "': write a duration of 5s or more, such as 2m");
        }
        return parsed;
    }

    private List<NameServer> given() {
        try {
            return nameServers.stream().map(NameServer::parse).toList();
        } catch (IllegalArgumentException malformed) {
            throw misused(String.valueOf(malformed.getMessage()));
        }
    }

    private void progress(String step) {
        err().println(step);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private ParameterException misused(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
