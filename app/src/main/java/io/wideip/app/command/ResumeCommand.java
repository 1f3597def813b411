package io.wideip.app.command;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.ResumeRequest;
import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a drain at running servers. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "End drains at running servers.",
        description = {"By its id, or by what it covers. One that stands in the YAML ends when it is removed there.", ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wideip resume k3f9xa", "  wideip resume --datacenter east"})
final class ResumeCommand extends AskingCommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The drain, as 'wideip drains' lists it.")
    private @Nullable String id;

    @Mixin
    private CoverageOption coverage = new CoverageOption();

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    ResumeCommand(PrintWriter out) {
        super(out);
    }

    @Override
    public Integer call() {
        if ((id == null) == coverage.isEmpty()) {
            throw misused("say which drain to end: by its ID, or by --wide-ip, --datacenter and --vip");
        }
        ResumeRequest request = new ResumeRequest(id, coverage.wideIps, coverage.datacenter, coverage.vip, dryRun);
        return ask(ServerRequest.post("/resume", request), DrainOutcome.class, DrainText::ofResume);
    }
}
