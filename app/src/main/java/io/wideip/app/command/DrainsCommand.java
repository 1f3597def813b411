package io.wideip.app.command;

import io.wideip.app.api.DrainReport;
import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Lists drains of running servers. */
@Command(
        name = "drains",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "List the drains of running servers.",
        description = {"", ""})
final class DrainsCommand extends AskingCommand {
    DrainsCommand(PrintWriter out) {
        super(out);
    }

    @Override
    public Integer call() {
        return ask(ServerRequest.get("/drains"), DrainReport.All.class, DrainText::of);
    }
}
