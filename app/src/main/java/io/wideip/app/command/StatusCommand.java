package io.wideip.app.command;

import io.wideip.app.api.StatusReport;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import io.wideip.app.json.JsonMapping;
import io.wideip.app.status.StatusDifferences;
import io.wideip.app.status.StatusText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How servers stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Say how running servers stand.",
        description = {
            "Whether they answer, with which catalog, how datacenters stand, which wide IPs are in trouble and why, the drains in "
                    + "force, and how clusters are heard. Of several servers it says whether they agree, and in what they differ.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip status",
            "  wideip status --watch",
            "  wideip status --at https://gslb1.example.net:8053 --at https://gslb2.example.net:8053"
        })
final class StatusCommand implements Callable<Integer> {
    private static final ServerRequest REQUEST = ServerRequest.get("/status");
    /** A server that says nothing must not hold up what the others say for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--watch",
            description =
                    "Ask again every two seconds until Ctrl-C: a terminal is redrawn, elsewhere one report follows the other; "
                            + "JSON is one line each.")
    private boolean watch;

    @Mixin
    private ServersOption servers = new ServersOption();

    StatusCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        if (watch) {
            try (Servers asked = servers.open(PATIENCE)) {
                new Watch(out, EVERY, () -> report(asked)).run();
            }
            return Main.FINE;
        }
        ServerReplies<StatusReport> replies = servers.ask(REQUEST, StatusReport.class);
        print(replies, spec.commandLine().getErr());
        return replies.exitCode();
    }

    private void print(ServerReplies<StatusReport> replies, PrintWriter err) {
        List<String> differences = StatusDifferences.of(replies.results());
        if (servers.output() == Output.JSON) {
            out.println(JsonMapping.pretty(replies.json(differences)));
        } else {
            replies.printText(out, err, StatusText::of);
            agreement(replies, differences, out);
        }
    }

    private String report(Servers asked) {
        ServerReplies<StatusReport> replies = new ServerReplies<>(asked.ask(REQUEST, StatusReport.class));
        List<String> differences = StatusDifferences.of(replies.results());
        if (servers.output() == Output.JSON) {
            return JsonMapping.write(replies.json(differences));
        }
        StringWriter report = new StringWriter();
        PrintWriter lines = new PrintWriter(report);
        lines.println(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        replies.printText(lines, lines, StatusText::of);
        agreement(replies, differences, lines);
        return report.toString();
    }

    private static void agreement(ServerReplies<StatusReport> replies, List<String> differences, PrintWriter lines) {
        if (replies.results().size() < 2) {
            return;
        }
        if (differences.isEmpty()) {
            lines.println("the servers agree: the same catalog, the same drains");
        } else {
            lines.println("THE SERVERS DIFFER:");
            differences.forEach(each -> lines.println("  " + each));
        }
    }
}
