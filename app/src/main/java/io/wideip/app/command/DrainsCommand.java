package io.wideip.app.command;

import io.wideip.app.api.DrainReport;
import io.wideip.app.client.ServerRequest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists drains of running servers. */
@Command(
        name = "drains",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "List the drains of running servers.",
        description = {"", ""})
final class DrainsCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServersOption servers = new ServersOption();

    DrainsCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        return servers.ask(ServerRequest.get("/drains"), DrainReport.All.class)
                .print(servers.output(), out, spec.commandLine().getErr(), DrainText::of);
    }
}
