package io.wideip.app.command;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.DrainRequest;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.drains.DrainId;
import io.wideip.config.section.Durations;
import io.wideip.config.section.Instants;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders a drain at running servers. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Take members out of the answers of running servers.",
        description = {
            "Says how many wide IPs change, and to what. Is refused where a wide IP would lose its last available datacenter, "
                    + "unless forced.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wideip drain --datacenter east --reason 'new firmware' --for 2h --dry-run",
            "  wideip drain --datacenter east --wide-ip 'shop*.example.com' --reason 'change 4711'",
            "  wideip drain --vip ltm-east --wide-ip 'shop*.example.com' --reason 'release 12' --over 10m",
            "  wideip drains                      the drains in force and those to come"
        })
final class DrainCommand extends AskingCommand {
    @Mixin
    private CoverageOption coverage = new CoverageOption();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(names = "--for", paramLabel = "DURATION", description = "Ends by itself after this, such as 30m or 2h.")
    private @Nullable String duration;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Ends by itself then, such as 2026-11-28T23:00+01:00.")
    private @Nullable String until;

    @Option(
            names = "--over",
            paramLabel = "DURATION",
            description = "Takes the weights down in ten steps over this time, where the policies read weights.")
    private @Nullable String over;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description =
                    "Also where a wide IP loses its last available datacenter, or no wide IP has such a name yet.")
    private boolean force;

    DrainCommand(PrintWriter out) {
        super(out);
    }

    @Override
    public Integer call() {
        if (coverage.isEmpty()) {
            throw misused("say what to drain: --wide-ip, --datacenter or --vip");
        }
        // One id for all servers, so that one command ends it everywhere.
        DrainRequest request = new DrainRequest(
                coverage.wideIps,
                coverage.datacenter,
                coverage.vip,
                reason,
                DrainId.drawn(),
                duration("--for", duration),
                until(),
                duration("--over", over),
                dryRun,
                force);
        return ask(ServerRequest.post("/drains", request), DrainOutcome.class, DrainText::ofDrain);
    }

    private @Nullable Duration duration(String option, @Nullable String written) {
        Duration parsed = written == null ? null : Durations.parse(written);
        if (written != null && parsed == null) {
            throw misused("'" + option + " " + written + "': write a duration such as 30m or 2h");
        }
        return parsed;
    }

    private @Nullable Instant until() {
        Instant parsed = until == null ? null : Instants.parse(until);
        if (until != null && parsed == null) {
            throw misused(
                    "'--until " + until + "': write a date, a time and its offset, such as 2026-11-28T23:00+01:00");
        }
        return parsed;
    }
}
